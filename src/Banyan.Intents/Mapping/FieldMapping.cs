using System.Text.Json;
using System.Text.Json.Nodes;

namespace Banyan.Intents.Mapping;

/// <summary>Applies a <see cref="FieldMap"/>. A rule's plain name holds for every record, those in lists too; a name as <c>orders[].orderId</c> holds for the records of that list alone.</summary>
internal static class FieldMapping
{
    /// <summary>From arguments in the intent's names to the backend's parameters, constants included.</summary>
    public static Mapped Forwards(FieldMap map, JsonElement arguments)
    {
        var writer = new ForwardMapper(map);
        return new Mapped(JsonTree.Element(writer.Map(JsonTree.Node(arguments))), writer.Faults);
    }

    /// <summary>From a backend's answer to the intent's result: unwrapped, then in the intent's names.</summary>
    public static Mapped Backwards(FieldMap map, JsonElement answer)
    {
        var whole = JsonTree.Node(answer);
        if (map.Unwrap is { } path)
        {
            if (NodePath.Get(whole, path) is not { } inner)
            {
                return new Mapped(JsonTree.Element(null), [new MapFault(path, "the answer has nothing there")]);
            }

            whole = inner;
        }

        var reader = new BackwardMapper(map);
        return new Mapped(JsonTree.Element(reader.Map(whole)), reader.Faults);
    }

    /// <summary>Keeps what a schema declares and drops every other member: what nobody described is neither shown nor stored.</summary>
    public static JsonElement Trim(JsonElement value, Wire.Schemas.JsonSchema schema) => JsonTree.Element(Trimmed(JsonTree.Node(value), schema));

    private static JsonNode? Trimmed(JsonNode? value, Wire.Schemas.JsonSchema schema) => value switch
    {
        JsonObject record when schema.Properties.Count > 0 => new JsonObject(
            record.Where(member => schema.Properties.ContainsKey(member.Key))
                .Select(member => KeyValuePair.Create(member.Key, Trimmed(member.Value, schema.Properties[member.Key])))),
        JsonArray list when schema.Items is { } items => new JsonArray([.. list.Select(one => Trimmed(one, items))]),
        _ => value?.DeepClone(),
    };
}
