using System.Globalization;
using System.Text.Json;

namespace Banyan.Wire.Schemas;

/// <summary>Reads JSON Schemas. Depth is bounded; a schema that contradicts itself is an error with its place.</summary>
public static class SchemaReader
{
    /// <summary>Schemas deeper than this are refused.</summary>
    public const int MaxDepth = 32;

    /// <summary>Reads a schema.</summary>
    /// <param name="source">A JSON object; it is cloned.</param>
    /// <exception cref="FormatException">It is no schema of the subset; the message says where and why.</exception>
    public static JsonSchema Read(JsonElement source)
    {
        var root = source.Clone();
        return Read(root, "$", 0, new SchemaRoot(root));
    }

    private static JsonSchema Read(JsonElement source, string place, int depth, SchemaRoot root)
    {
        if (source.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{place}: a schema is a JSON object, this is {source.ValueKind}.");
        }

        if (depth > MaxDepth)
        {
            throw new FormatException($"{place}: schemas deeper than {MaxDepth} are refused.");
        }

        root.Count(place);
        var (type, isNullable) = TypeOf(source, place);
        return new JsonSchema
        {
            Source = source,
            Type = type,
            IsNullable = isNullable,
            Properties = PropertiesOf(source, place, depth, root),
            Required = Words(source, "required", place),
            Items = source.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object ? Read(items, place + ".items", depth + 1, root) : null,
            Enum = Choices(source),
            AllowsMore = !(source.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False),
            Default = source.TryGetProperty("default", out var value) ? value : null,
            Format = Text(source, "format"),
            Pattern = Text(source, "pattern"),
            AnyOf = Several(source, "anyOf", place, depth, root),
            OneOf = Several(source, "oneOf", place, depth, root),
            AllOf = [.. Several(source, "allOf", place, depth, root), .. Referred(source, place, depth, root)],
        };
    }

    private static List<JsonSchema> Several(JsonElement source, string keyword, string place, int depth, SchemaRoot root)
    {
        if (!source.TryGetProperty(keyword, out var list))
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            ? [.. list.EnumerateArray().Select((one, i) => Read(one, string.Create(CultureInfo.InvariantCulture, $"{place}.{keyword}[{i}]"), depth + 1, root))]
            : throw new FormatException($"{place}.{keyword}: a list of schemas is wanted.");
    }

    /// <summary>What a reference leads to, inside the schema alone; nothing is fetched.</summary>
    private static IEnumerable<JsonSchema> Referred(JsonElement source, string place, int depth, SchemaRoot root) =>
        Text(source, "$ref") is { } pointer ? [Read(root.Find(pointer, place), place, depth + 1, root)] : [];

    private static (string? Type, bool IsNullable) TypeOf(JsonElement source, string place)
    {
        var isNullable = source.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True;
        if (!source.TryGetProperty("type", out var type))
        {
            return (source.TryGetProperty("properties", out _) ? "object" : null, isNullable);
        }

        var names = type.ValueKind switch
        {
            JsonValueKind.String => [type.GetString()!],
            JsonValueKind.Array => type.EnumerateArray().Select(one => one.GetString() ?? "").ToList(),
            _ => throw new FormatException($"{place}.type: a name or a list of names, this is {type.ValueKind}."),
        };
        if (names.Find(name => name is not ("object" or "array" or "string" or "number" or "integer" or "boolean" or "null")) is { } odd)
        {
            throw new FormatException($"{place}.type: '{odd}' is no JSON type.");
        }

        var real = names.Where(name => name != "null").ToList();
        return (real.Count == 1 ? real[0] : null, isNullable || names.Contains("null") || real.Count == 0);
    }

    private static Dictionary<string, JsonSchema> PropertiesOf(JsonElement source, string place, int depth, SchemaRoot root)
    {
        var read = new Dictionary<string, JsonSchema>(StringComparer.Ordinal);
        if (source.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                read[property.Name] = Read(property.Value, $"{place}.{property.Name}", depth + 1, root);
            }
        }

        return read;
    }

    private static List<JsonElement> Choices(JsonElement source)
    {
        if (source.TryGetProperty("const", out var only))
        {
            return [only];
        }

        return source.TryGetProperty("enum", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
    }

    private static List<string> Words(JsonElement source, string keyword, string place)
    {
        if (!source.TryGetProperty(keyword, out var list))
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(one => one.GetString()!)]
            : throw new FormatException($"{place}.{keyword}: a list of names is wanted.");
    }

    private static string? Text(JsonElement source, string keyword) =>
        source.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
