using System.Text.Json;
using Banyan.Cli.Http;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>What a person may ask for.</summary>
internal sealed class KnownIntents(JsonElement catalogue)
{
    /// <summary>The catalogue's version.</summary>
    public string Version => Members.Text(catalogue, "version") ?? "not told";

    /// <summary>Each with key, title and effect.</summary>
    public IReadOnlyList<(string Key, string Title, string Effect)> Rows { get; } =
    [
        .. Members.Items(catalogue, "intents").Select(intent => (
            Members.Text(intent, "key") ?? "",
            Members.Text(intent, "title") is { Length: > 0 } title ? title : Members.Text(intent, "description") ?? "",
            Members.Text(intent, "effect") ?? "")),
    ];

    /// <summary>Whether a step may have changed something: all but what is known to read only.</summary>
    public bool Changes(string intent) => Rows.FirstOrDefault(row => row.Key == intent).Effect != "read";

    /// <summary>The catalogue as members of an object, as the service told it.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        foreach (var member in catalogue.ValueKind == JsonValueKind.Object ? catalogue.EnumerateObject() : default)
        {
            member.WriteTo(writer);
        }
    }
}
