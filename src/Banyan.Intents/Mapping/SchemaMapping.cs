using System.Text.Json.Nodes;

namespace Banyan.Intents.Mapping;

/// <summary>Turns a schema in a backend's names into one in the intent's names, as <see cref="FieldMapping"/> turns values.</summary>
internal sealed class SchemaMapping
{
    private readonly FieldMap _map;

    private readonly IReadOnlySet<string> _taken;

    private SchemaMapping(FieldMap map, IReadOnlySet<string>? taken = null) => (_map, _taken) = (map, taken ?? new HashSet<string>(StringComparer.Ordinal));

    /// <summary>The schema of parameters; constants are gone, for nobody gives them.</summary>
    public static JsonObject Params(FieldMap map, JsonObject schema)
    {
        var own = (JsonObject)schema.DeepClone();
        foreach (var name in map.Const.Keys)
        {
            (own["properties"] as JsonObject)?.Remove(name);
            Forget(own, name);
        }

        return new SchemaMapping(map).Schema(own, "", isTop: true);
    }

    /// <summary>The schema of a result, unwrapped.</summary>
    /// <param name="map">The map.</param>
    /// <param name="schema">The backend's schema; empty when nobody described the answer, which is then taken at the map's word.</param>
    /// <param name="parameters">Names of the backend's parameters: what the map says of these says nothing of an answer nobody described.</param>
    public static JsonObject Result(FieldMap map, JsonObject schema, IEnumerable<string> parameters)
    {
        var inner = schema;
        foreach (var part in (map.Unwrap ?? "$").Split('.').Skip(1))
        {
            inner = Below(inner, part);
        }

        return new SchemaMapping(map, parameters.ToHashSet(StringComparer.Ordinal)).Schema(inner, inner["type"]?.ToJsonString() == "\"array\"" ? "[]" : "", isTop: true);
    }

    private static JsonObject Below(JsonObject schema, string part)
    {
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        var inner = schema["properties"]?[bracket < 0 ? part : part[..bracket]] as JsonObject;
        inner = bracket < 0 ? inner : inner?["items"] as JsonObject;
        return inner ?? [];
    }

    private JsonObject Schema(JsonObject schema, string scope, bool isTop = false)
    {
        var into = (JsonObject)schema.DeepClone();
        if (schema["items"] is JsonObject items)
        {
            into["items"] = Schema(items, scope);
        }

        var rules = MapRules.At(_map, scope);

        // An answer nobody described is taken at the map's word.
        var isUnknown = isTop && schema["items"] is null && rules.IntentNames.Any();
        if (schema["properties"] is not JsonObject && !isUnknown)
        {
            return into;
        }

        into["properties"] = Properties(schema["properties"] as JsonObject ?? [], into, rules, scope);
        return into;
    }

    private JsonObject Properties(JsonObject from, JsonObject parent, MapRules rules, string scope)
    {
        var into = new JsonObject();
        var rest = (JsonObject)from.DeepClone();

        foreach (var rule in rules.Fields.Where(rule => from.Count == 0 ? !_taken.Contains(rule.Backend) : Find(from, rule.Backend) is not null))
        {
            Place(into, rule.Intent, Field(Find(from, rule.Backend) ?? [], rule, scope));
            Rename(parent, rule.Backend, [rule.Intent]);
            rest.Remove(rule.Backend.Split('.')[0]);
        }

        foreach (var (name, join) in rules.Joins.Where(join => from.Count == 0 ? !_taken.Contains(join.Backend) : from.ContainsKey(join.Backend)))
        {
            join.Parts.ToList().ForEach(part => Place(into, part, Text([from[name]])));
            Rename(parent, name, join.Parts);
            rest.Remove(name);
        }

        foreach (var (name, split) in rules.Splits.Where(split => from.Count == 0 || split.Rule.Parts.All(from.ContainsKey)))
        {
            Place(into, name, Text(split.Parts.Select(part => from[part])));
            Rename(parent, split.Parts[0], [name]);
            foreach (var part in split.Parts)
            {
                rest.Remove(part);
                Forget(parent, part);
            }
        }

        foreach (var (name, schema) in rest.Where(member => !into.ContainsKey(member.Key)))
        {
            into[name] = schema is JsonObject record ? Schema(record, MapRules.Below(scope, name, record["items"] is not null)) : schema?.DeepClone();
        }

        return into;
    }

    /// <summary>A text that is as sensitive as what it is made of, or part of.</summary>
    private static JsonObject Text(IEnumerable<JsonNode?> from)
    {
        var text = new JsonObject { ["type"] = "string" };
        foreach (var (name, value) in from.OfType<JsonObject>().SelectMany(schema => schema).Where(member => member.Key.StartsWith("x-banyan-", StringComparison.Ordinal)))
        {
            text[name] = value?.DeepClone();
        }

        return text;
    }

    private JsonObject Field(JsonObject schema, FieldRule rule, string scope)
    {
        var into = Schema(schema, MapRules.Below(scope, rule.Intent, schema["items"] is not null));
        if (rule.Words is { } words)
        {
            var usual = words.FirstOrDefault(word => word.Value == ValueRules.Text(schema["default"])).Key;
            var said = schema["enum"] is JsonArray own ? own.Select(ValueRules.Text).ToHashSet(StringComparer.Ordinal) : null;
            Change(into["items"] as JsonObject ?? into, "string", ("enum", new JsonArray([.. words.Where(word => said?.Contains(word.Value) != false).Select(word => (JsonNode)word.Key)])));
            if (usual is not null)
            {
                into["default"] = usual;
            }
        }
        else if (rule.Format is { } format)
        {
            Change(into, "string", ("format", DateText.HasTime(format) ? "date-time" : "date"));
        }
        else if (rule.By is not null)
        {
            Change(into, "number", default);
        }

        return into;
    }

    /// <summary>The bounds of the backend's words say nothing about the intent's.</summary>
    private static void Change(JsonObject schema, string type, (string Keyword, JsonNode? Value) more)
    {
        foreach (var bound in new[] { "enum", "pattern", "format", "minimum", "maximum", "minLength", "maxLength", "multipleOf", "default", "const", "example", "examples" })
        {
            schema.Remove(bound);
        }

        schema["type"] = schema["type"] is JsonArray several && several.Any(one => ValueRules.Text(one) == "null") ? new JsonArray(type, "null") : type;
        if (more.Keyword is not null)
        {
            schema[more.Keyword] = more.Value;
        }
    }

    private static JsonObject? Find(JsonObject properties, string path)
    {
        JsonObject? at = null;
        foreach (var part in path.Split('.'))
        {
            at = (at is null ? properties[part] : at["properties"]?[part]) as JsonObject;
            if (at is null)
            {
                return null;
            }
        }

        return at;
    }

    private static void Place(JsonObject properties, string path, JsonObject schema)
    {
        var parts = path.Split('.');
        foreach (var part in parts.AsSpan(0, parts.Length - 1))
        {
            var record = properties[part] as JsonObject;
            if (record is null)
            {
                properties[part] = record = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() };
            }

            properties = (JsonObject)(record["properties"] ??= new JsonObject());
        }

        properties[parts[^1]] = schema.Parent is null ? schema : schema.DeepClone();
    }

    private static void Rename(JsonObject schema, string from, IEnumerable<string> to)
    {
        if (Forget(schema, from.Split('.')[0]))
        {
            foreach (var name in to.Select(name => name.Split('.')[0]))
            {
                ((JsonArray)schema["required"]!).Add(name);
            }
        }
    }

    private static bool Forget(JsonObject schema, string name)
    {
        var required = schema["required"] as JsonArray;
        var at = required?.Select(ValueRules.Text).ToList().IndexOf(name) ?? -1;
        if (at >= 0)
        {
            required!.RemoveAt(at);
        }

        return at >= 0;
    }
}
