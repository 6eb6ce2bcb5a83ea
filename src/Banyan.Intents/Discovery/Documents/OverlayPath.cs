using System.Globalization;
using System.Text.Json.Nodes;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>The part of JSONPath (RFC 9535) overlays need: members by name or in brackets, indexes, <c>*</c>, <c>..</c> and the filter <c>[?@.name=='x']</c>.</summary>
internal sealed class OverlayPath
{
    private readonly IReadOnlyList<PathPart> _parts;

    private OverlayPath(IReadOnlyList<PathPart> parts) => _parts = parts;

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It is no path of the subset; the message says where.</exception>
    public static OverlayPath Read(string text) => new(new PathReader(text).Read());

    /// <summary>Everything the path leads to, in document order.</summary>
    public IReadOnlyList<JsonNode> Find(JsonNode root)
    {
        IEnumerable<JsonNode> found = [root];
        foreach (var part in _parts)
        {
            found = [.. found.SelectMany(node => part.IsDeep ? Deep(node) : [node]).SelectMany(node => Step(node, part)).Distinct()];
        }

        return [.. found];
    }

    private static IEnumerable<JsonNode> Deep(JsonNode node) => Children(node).SelectMany(Deep).Prepend(node);

    private static IEnumerable<JsonNode> Children(JsonNode node) => node switch
    {
        JsonObject record => record.Select(member => member.Value).OfType<JsonNode>(),
        JsonArray list => list.OfType<JsonNode>(),
        _ => [],
    };

    private static IEnumerable<JsonNode> Step(JsonNode node, PathPart part) => (part.Kind, node) switch
    {
        (PathPartKind.Name, JsonObject record) => record[part.Text] is { } value ? [value] : [],
        (PathPartKind.Index, JsonArray list) => int.Parse(part.Text, CultureInfo.InvariantCulture) is var at && at < list.Count && list[at] is { } value ? [value] : [],
        (PathPartKind.All, _) => Children(node),
        (PathPartKind.Filter, _) => Children(node).Where(child => child is JsonObject record && record[part.Text] is JsonValue value && value.ToString() == part.Wanted),
        _ => [],
    };
}
