using System.Text.Json;

namespace Banyan.Wire.Schemas;

/// <summary>The seven type names of JSON Schema, and what a value is in them.</summary>
internal static class SchemaTypes
{
    /// <summary>Whether a value is of a right type. 2.0 is an integer, "2" is none.</summary>
    public static bool Fits(JsonSchema schema, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return false;
        }

        return schema.Type is { } only ? Is(only, value) : Listed(schema) is not { Count: > 0 } names || names.Any(name => Is(name, value));
    }

    /// <summary>The right types, for a message.</summary>
    public static string Wanted(JsonSchema schema)
    {
        var names = schema.Type is { } only ? [only] : Listed(schema);
        return string.Join(" or ", names.Select(WithArticle)) + (schema.IsNullable && !names.Contains("null") ? " or null" : "");
    }

    /// <summary>What a value is, for a message.</summary>
    public static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Undefined => "nothing",
        _ => "nothing",
    };

    /// <summary>A member's name; null when its escapes give no Unicode text.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A string's text; null when its escapes give no Unicode text.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Is(string name, JsonElement value) => name switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && JsonNumber.Read(value).IsInteger,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };

    // JsonSchema.Type holds one name; a schema that allows several keeps them in its source.
    private static List<string> Listed(JsonSchema schema) =>
        schema.Source.ValueKind == JsonValueKind.Object && schema.Source.TryGetProperty("type", out var type)
            ? type.ValueKind switch
            {
                JsonValueKind.Array => [.. type.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)],
                JsonValueKind.String => [type.GetString()!],
                _ => [],
            }
            : [];

    private static string WithArticle(string name) => name switch
    {
        "object" or "array" or "integer" => "an " + name,
        "null" => name,
        _ => "a " + name,
    };
}
