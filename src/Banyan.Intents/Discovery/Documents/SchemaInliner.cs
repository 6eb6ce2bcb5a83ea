using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>Makes a schema stand alone: local references are copied in, <c>allOf</c> of objects is merged, words are cleaned. What refers to itself ends as "anything".</summary>
internal sealed class SchemaInliner(JsonObject document)
{
    private const int MostDepth = 16;
    private const int MostNodes = 20_000;

    private static readonly string[] Choices = ["oneOf", "anyOf"];

    private int _left = MostNodes;

    /// <summary>The schema by itself.</summary>
    public JsonObject Inline(JsonNode? schema) => Whole(schema, 0);

    /// <summary>What a local reference leads to, through further references; the node itself when it is none, null when it leads nowhere.</summary>
    public JsonNode? Resolve(JsonNode? node)
    {
        for (var hops = 0; node is JsonObject record && ValueRules.Text(record["$ref"]) is { } reference; hops++)
        {
            if (hops > 8 || !reference.StartsWith("#/", StringComparison.Ordinal))
            {
                return null;
            }

            node = reference[2..].Split('/').Aggregate((JsonNode?)document, (at, name) => (at as JsonObject)?[Unescaped(name)]);
        }

        return node;
    }

    private JsonObject Whole(JsonNode? node, int depth)
    {
        if (depth > MostDepth || --_left < 0)
        {
            return new JsonObject();
        }

        if (Resolve(node) is not JsonObject schema)
        {
            return new JsonObject();
        }

        var into = new JsonObject();
        foreach (var (name, value) in schema)
        {
            into[name] = name switch
            {
                "properties" when value is JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Whole(member.Value, depth + 1)))),
                "items" or "additionalProperties" when value is JsonObject => Whole(value, depth + 1),
                "description" or "title" => PlainText.Clean(ValueRules.Text(value), name == "title" ? PlainText.Title : PlainText.Description),
                _ => value?.DeepClone(),
            };
        }

        Siblings(node, into);
        return Merged(into, depth);
    }

    /// <summary>OpenAPI 3.1 and overlays may say more beside a reference.</summary>
    private static void Siblings(JsonNode? node, JsonObject into)
    {
        if (node is JsonObject own && own.ContainsKey("$ref"))
        {
            foreach (var (name, value) in own.Where(member => member.Key != "$ref"))
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    private JsonObject Merged(JsonObject schema, int depth)
    {
        if (schema["allOf"] is JsonArray all)
        {
            schema.Remove("allOf");
            foreach (var part in all)
            {
                JsonTree.Merge(schema, Whole(part, depth + 1));
            }
        }

        // 3.1 writes "or null" as a choice between a schema and the null type.
        foreach (var word in Choices)
        {
            if (schema[word] is JsonArray choices && choices.Where(choice => ValueRules.Text(choice?["type"]) != "null").ToList() is [var only] && choices.Count == 2)
            {
                schema.Remove(word);
                JsonTree.Merge(schema, Whole(only, depth + 1));
                schema["nullable"] = true;
            }
        }

        return schema;
    }

    private static string Unescaped(string name) => Uri.UnescapeDataString(name).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
