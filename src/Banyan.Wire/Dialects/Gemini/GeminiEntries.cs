using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>One entry of <c>contents</c>.</summary>
internal sealed record GeminiEntry(bool IsModel, bool IsResults, List<HubPart> Parts);

/// <summary>Turns of the hub as Gemini's entries: user and model alternate, and the responses of a turn stand alone in call order.</summary>
internal sealed class GeminiEntries
{
    private readonly MappingReport _report;
    private readonly Dictionary<string, HubCall> _calls = new(StringComparer.Ordinal);

    private GeminiEntries(MappingReport report) => _report = report;

    public List<HubPart> System { get; } = [];

    public List<GeminiEntry> Contents { get; } = [];

    public static GeminiEntries From(List<HubTurn> turns, MappingReport report)
    {
        var entries = new GeminiEntries(report);
        foreach (var turn in turns)
        {
            entries.Add(turn);
        }

        if (entries.Contents.Count == 0)
        {
            entries.Contents.Add(new GeminiEntry(IsModel: false, IsResults: false, [new HubText("", JsonText.From(" "))]));
        }

        return entries;
    }

    private void Add(HubTurn turn)
    {
        if (turn.Name is { } name)
        {
            _report.Drop(name.At);
        }

        foreach (var part in turn.Parts)
        {
            NameMarker(part);
        }

        switch (turn.Role)
        {
            case HubRole.System or HubRole.Developer when Contents.Count == 0:
                System.AddRange(turn.Parts);
                break;
            case HubRole.System or HubRole.Developer:
                Append(isModel: false, [.. turn.Parts.OfType<HubText>().Select(Wrapped)]);
                break;
            case HubRole.Assistant:
                AddModel(turn);
                break;
            case HubRole.Tool:
                AddResults([.. turn.Parts.OfType<HubResult>()]);
                Append(isModel: false, [.. turn.Parts.Where(part => part is not HubResult)]);
                break;
            case HubRole.User:
                AddResults([.. turn.Parts.OfType<HubResult>()]);
                Append(isModel: false, [.. turn.Parts.Where(part => part is not HubResult)]);
                break;
        }
    }

    private void AddModel(HubTurn turn)
    {
        foreach (var call in turn.Parts.OfType<HubCall>())
        {
            if (call.Id is { } id)
            {
                _calls[id] = call;
            }
        }

        Append(isModel: true, turn.Parts);
    }

    private void AddResults(List<HubResult> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        var named = results.ConvertAll(Named);
        if (Contents is [.., { IsResults: true } open])
        {
            open.Parts.AddRange(named);
        }
        else
        {
            Contents.Add(new GeminiEntry(IsModel: false, IsResults: true, [.. named]));
        }

        SortByCalls(Contents[^1]);
        Append(isModel: false, [.. results.SelectMany(result => result.Parts).Where(part => part is not HubText)]);
    }

    private HubResult Named(HubResult result)
    {
        foreach (var part in result.Parts)
        {
            NameMarker(part);
        }

        if (result.Name is not null)
        {
            return result;
        }

        if (result.CallId is { } id && _calls.TryGetValue(id, out var call))
        {
            return result with { Name = call.Name };
        }

        _report.Refuse(result.At, "A tool result answers no call of this conversation; Gemini needs the name of the tool.");
        return result with { Name = JsonText.From("unknown") };
    }

    // Stable: results of calls that are not in the entry before keep their place at the end.
    private void SortByCalls(GeminiEntry results)
    {
        if (Contents.Count < 2)
        {
            return;
        }

        var order = Contents[^2].Parts.OfType<HubCall>().Select((call, index) => (call.Id, index)).ToList();
        var sorted = results.Parts
            .OrderBy(part => order.Find(entry => part is HubResult { CallId: { } id } && string.Equals(entry.Id, id, StringComparison.Ordinal)) is { Id: not null } found ? found.index : int.MaxValue)
            .ToList();
        results.Parts.Clear();
        results.Parts.AddRange(sorted);
    }

    private void Append(bool isModel, List<HubPart> parts)
    {
        var kept = parts.Where(part => part is not (HubText { Text.IsEmpty: true, Signature: null } or HubRefusal { Text.IsEmpty: true })).ToList();
        if (kept.Count == 0)
        {
            return;
        }

        if (Contents is [.., { IsResults: false } open] && open.IsModel == isModel)
        {
            open.Parts.AddRange(kept);
        }
        else
        {
            Contents.Add(new GeminiEntry(isModel, IsResults: false, kept));
        }
    }

    private void NameMarker(HubPart part)
    {
        if (part.Cache is { } marker)
        {
            _report.Drop(marker.At);
        }
    }

    private static HubText Wrapped(HubText part) =>
        part with { Text = JsonText.Join(JsonText.From("<system>"), part.Text, JsonText.From("</system>")) };
}
