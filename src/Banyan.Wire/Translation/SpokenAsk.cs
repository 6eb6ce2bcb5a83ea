using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>What was said in an ask of any language, for who answers words with words. Whatever is neither is refused or named.</summary>
public sealed class SpokenAsk
{
    private SpokenAsk(IReadOnlyList<SpokenTurn> turns, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<string> dropped, Failure? problem) =>
        (Turns, Metadata, Dropped, Problem) = (turns, metadata, dropped, problem);

    /// <summary>Turns in order; developer turns are system turns.</summary>
    public IReadOnlyList<SpokenTurn> Turns { get; }

    /// <summary>The ask's metadata that is text.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Pointers of what is not heeded.</summary>
    public IReadOnlyList<string> Dropped { get; }

    /// <summary>Why the ask can't be taken as words; null when it can.</summary>
    public Failure? Problem { get; }

    /// <summary>Reads an ask.</summary>
    public static SpokenAsk Read(WireBody ask)
    {
        var report = new MappingReport();
        var hub = ask.Dialect.ReadAsk(ask, report);
        var turns = new List<SpokenTurn>();
        foreach (var turn in hub.Turns)
        {
            if (turn.Role == HubRole.Tool || turn.Parts.Exists(part => part is not (HubText or HubRefusal or HubThought)))
            {
                report.Refuse(turn.At, "This model takes words alone: no pictures, files, sounds or tool calls.");
                continue;
            }

            turns.Add(new SpokenTurn(Role(turn.Role), string.Join('\n', turn.Parts.Select(Text).OfType<string>())));
        }

        foreach (var tool in hub.Tools.Count > 0 ? ["/tools"] : Array.Empty<string>())
        {
            report.Drop(tool);
        }

        return new SpokenAsk(turns, MetadataOf(hub), report.Dropped, report.Refusal);
    }

    private static string Role(HubRole role) => role switch
    {
        HubRole.User => "user",
        HubRole.Assistant => "assistant",
        _ => "system",
    };

    private static string? Text(HubPart part) => part switch
    {
        HubText text => text.Text.ToString(),
        HubRefusal refusal => refusal.Text.ToString(),
        _ => null,
    };

    private static Dictionary<string, string> MetadataOf(HubAsk hub)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        if (hub.Metadata is not { } metadata)
        {
            return read;
        }

        using var document = JsonDocument.Parse(metadata.Value.Utf8);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String))
            {
                read[member.Name] = member.Value.GetString()!;
            }
        }

        return read;
    }
}
