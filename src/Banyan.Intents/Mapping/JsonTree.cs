using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Banyan.Intents.Mapping;

/// <summary>JSON as a tree that may be changed, and back; merging and one way of writing.</summary>
internal static class JsonTree
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A changeable copy; null for JSON null.</summary>
    public static JsonNode? Node(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : JsonNode.Parse(value.GetRawText());

    /// <summary>The tree as a value with a document of its own.</summary>
    public static JsonElement Element(JsonNode? node)
    {
        using var document = JsonDocument.Parse(node?.ToJsonString(Plain) ?? "null");
        return document.RootElement.Clone();
    }

    /// <summary>Lays an update over a target: objects member by member, lists put one after the other or replaced, anything else replaced.</summary>
    /// <returns>The merged tree; may be the changed target.</returns>
    public static JsonNode? Merge(JsonNode? target, JsonNode? update, bool addsLists = true)
    {
        switch (target, update)
        {
            case (JsonObject into, JsonObject from):
                foreach (var (name, value) in from)
                {
                    var merged = into.TryGetPropertyValue(name, out var old) ? Merge(old, value, addsLists) : value?.DeepClone();
                    if (!ReferenceEquals(merged, old) || old is null)
                    {
                        into[name] = merged;
                    }
                }

                return into;
            case (JsonArray into, JsonArray from) when addsLists:
                foreach (var one in from)
                {
                    into.Add(one?.DeepClone());
                }

                return into;
            default:
                return update?.DeepClone();
        }
    }

    /// <summary>One text for equal trees: members sorted, no white space. Numbers stay as they were written.</summary>
    public static string Canonical(JsonNode? node) => Sorted(node)?.ToJsonString(Plain) ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject record => new JsonObject(record.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
