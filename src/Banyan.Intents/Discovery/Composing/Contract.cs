using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Definitions;
using Banyan.Intents.Mapping;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>
/// What is published of an intent with two sides. The legacy side is the incumbent: its contract stands, and the modern side must accept and yield all of it.
/// Of a mapped legacy backend the fields its map names are promised; its other fields are published only when the modern side has them too.
/// </summary>
internal sealed class Contract
{
    private static readonly string[] Extensions = ["x-banyan-sensitivity", "x-banyan-words", "x-banyan-entity"];

    private readonly IReadOnlySet<string>? _promised;
    private readonly List<string> _missing = [];

    private Contract(IReadOnlySet<string>? promised) => _promised = promised;

    /// <summary>What the two sides publish.</summary>
    public static (JsonSchema Params, JsonSchema Result, IReadOnlyList<string> Missing) Of(IntentDefinition legacy, IntentDefinition modern)
    {
        var contract = new Contract(legacy.Promised);
        var taken = contract.Params(Tree(legacy.Intent.Params), Tree(modern.Intent.Params));
        var yielded = contract.Result(Tree(legacy.Intent.Result), Tree(modern.Intent.Result), "");
        return (Schema(taken), Schema(yielded), contract._missing);
    }

    /// <summary>Whether the caller fills a parameter.</summary>
    public static bool IsBound(JsonNode? schema) => schema?["x-banyan-bind"] is not null;

    private static JsonObject Tree(JsonSchema schema) => (JsonObject?)JsonTree.Node(schema.Source) ?? [];

    private static JsonSchema Schema(JsonObject tree) => SchemaReader.Read(JsonTree.Element(tree));

    private JsonObject Params(JsonObject legacy, JsonObject modern)
    {
        var (old, fresh) = (Fields(legacy), Fields(modern));
        var published = new JsonObject();
        foreach (var (name, schema) in old)
        {
            if (IsBound(schema))
            {
                published[name] = schema!.DeepClone();
            }
            else if (fresh.ContainsKey(name))
            {
                published[name] = IsBound(fresh[name]) ? fresh[name]!.DeepClone() : Shared(schema as JsonObject ?? [], fresh[name] as JsonObject ?? [], $"parameter {name}");
            }
            else if (IsPromised(name))
            {
                published[name] = schema?.DeepClone();
                _missing.Add($"parameter {name}");
            }
        }

        foreach (var (name, schema) in fresh.Where(field => IsBound(field.Value) && !published.ContainsKey(field.Key)))
        {
            published[name] = schema!.DeepClone();
        }

        var required = Required(modern);
        _missing.AddRange(required.Where(name => !published.ContainsKey(name) && fresh[name]?["default"] is null).Select(name => $"parameter {name} is required there"));
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = published,
            ["required"] = new JsonArray([.. Required(legacy).Union(required, StringComparer.Ordinal).Where(published.ContainsKey).Select(name => (JsonNode)name)]),
        };
    }

    private JsonObject Shared(JsonObject old, JsonObject fresh, string name)
    {
        var published = (JsonObject)old.DeepClone();
        Types(old, fresh, name);
        var (words, others) = (Words(old), Words(fresh));
        if (words.Count == 0 && others.Count > 0)
        {
            published["enum"] = fresh["enum"]!.DeepClone();
        }
        else if (others.Count > 0)
        {
            _missing.AddRange(words.Except(others, StringComparer.Ordinal).Select(word => $"{name}: the value '{word}'"));
        }

        return published;
    }

    private JsonObject Result(JsonObject legacy, JsonObject modern, string path)
    {
        // What nobody described on the legacy side is what the modern side says it is.
        if (legacy["properties"] is null && legacy["items"] is null && legacy["type"] is null)
        {
            return (JsonObject)modern.DeepClone();
        }

        var published = (JsonObject)legacy.DeepClone();
        Types(legacy, modern, path.Length == 0 ? "result" : $"result {path}");
        if (legacy["items"] is JsonObject items && modern["items"] is JsonObject others)
        {
            published["items"] = Result(items, others, path + "[]");
        }

        if (legacy["properties"] is JsonObject)
        {
            published["properties"] = Yielded(Fields(legacy), Fields(modern), path, published);
        }

        Marks(legacy, modern, published);
        return published;
    }

    private JsonObject Yielded(JsonObject old, JsonObject fresh, string path, JsonObject parent)
    {
        var published = new JsonObject();
        foreach (var (name, schema) in old)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (fresh.ContainsKey(name))
            {
                published[name] = Result(schema as JsonObject ?? [], fresh[name] as JsonObject ?? [], at);
            }
            else if (IsPromised(name))
            {
                published[name] = schema?.DeepClone();
                _missing.Add($"result {at}");
            }
        }

        if (parent["required"] is JsonArray required)
        {
            parent["required"] = new JsonArray([.. required.Select(ValueRules.Text).OfType<string>().Where(published.ContainsKey).Select(name => (JsonNode)name)]);
        }

        return published;
    }

    /// <summary>Values either side may yield are all right; what one side calls sensitive is sensitive.</summary>
    private static void Marks(JsonObject legacy, JsonObject modern, JsonObject published)
    {
        var (words, others) = (Words(legacy), Words(modern));
        if (words.Count > 0)
        {
            published.Remove("enum");
            if (others.Count > 0)
            {
                published["enum"] = new JsonArray([.. words.Union(others, StringComparer.Ordinal).Select(word => (JsonNode)word)]);
            }
        }

        foreach (var mark in Extensions.Where(mark => published[mark] is null && modern[mark] is not null))
        {
            published[mark] = modern[mark]!.DeepClone();
        }

        if (ValueRules.Text(modern["x-banyan-sensitivity"]) == "secret")
        {
            published["x-banyan-sensitivity"] = "secret";
        }
    }

    private void Types(JsonObject old, JsonObject fresh, string name)
    {
        var (before, after) = (TypesOf(old), TypesOf(fresh));
        if (before.Count > 0 && after.Count > 0 && !before.Overlaps(after) && !(before.Contains("number") && after.Contains("integer")))
        {
            _missing.Add($"{name}: {string.Join('/', after)} instead of {string.Join('/', before)}");
        }
    }

    private static HashSet<string> TypesOf(JsonObject schema) =>
        [.. (schema["type"] is JsonArray several ? several.Select(ValueRules.Text) : [ValueRules.Text(schema["type"])]).OfType<string>().Where(type => type != "null")];

    private static List<string> Words(JsonObject schema) => [.. (schema["enum"] as JsonArray ?? []).Select(ValueRules.Text).OfType<string>()];

    private static List<string> Required(JsonObject schema) => [.. (schema["required"] as JsonArray ?? []).Select(ValueRules.Text).OfType<string>()];

    private static JsonObject Fields(JsonObject schema) => schema["properties"] as JsonObject ?? [];

    private bool IsPromised(string name) => _promised?.Contains(name) != false;
}
