using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Mapping;

namespace Banyan.Intents.Discovery.Definitions;

/// <summary>Cleans the words inside a schema that a service wrote.</summary>
internal static class SchemaWords
{
    private const int MostDepth = 32;

    /// <summary>A copy whose titles and descriptions are clean.</summary>
    public static JsonObject? Clean(JsonObject? schema) => schema is null ? null : Cleaned(schema, 0) as JsonObject;

    private static JsonNode? Cleaned(JsonNode? node, int depth)
    {
        if (depth > MostDepth)
        {
            throw new FormatException($"a schema deeper than {MostDepth} is refused");
        }

        return node switch
        {
            JsonObject record => new JsonObject(record.Select(member => KeyValuePair.Create(member.Key, member switch
            {
                { Key: "title", Value: JsonValue text } => PlainText.Clean(ValueRules.Text(text), PlainText.Title),
                { Key: "description", Value: JsonValue text } => PlainText.Clean(ValueRules.Text(text), PlainText.Description),
                _ => Cleaned(member.Value, depth + 1),
            }))),
            JsonArray list => new JsonArray([.. list.Select(one => Cleaned(one, depth + 1))]),
            _ => node?.DeepClone(),
        };
    }
}
