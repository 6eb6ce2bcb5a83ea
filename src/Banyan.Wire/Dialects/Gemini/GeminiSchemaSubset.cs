using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>The part of JSON Schema that Gemini's own schema form takes as it is. Source: <c>docs/wire/gemini.md</c>.</summary>
internal static class GeminiSchemaSubset
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "type", "format", "title", "description", "nullable", "enum", "maxItems", "minItems", "properties", "required", "minProperties",
        "maxProperties", "minLength", "maxLength", "pattern", "example", "anyOf", "propertyOrdering", "default", "items", "minimum", "maximum",
    };

    /// <summary>Whether the whole schema is inside the subset, so that its bytes can be copied.</summary>
    public static bool Holds(JsonRaw schema)
    {
        using var document = JsonMembers.TryParse(schema.Utf8);
        return document is not null && Holds(document.RootElement);
    }

    /// <summary>Whether a keyword has a form in the subset.</summary>
    public static bool Knows(string keyword) => Keywords.Contains(keyword);

    /// <summary>Whether a value of <c>format</c> is taken; of text only two are.</summary>
    public static bool KnowsFormat(string? format) => format is "enum" or "date-time" or "float" or "double" or "int32" or "int64";

    private static bool Holds(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var isList = string.Equals(schema.Member("type").Text(), "array", StringComparison.OrdinalIgnoreCase);
        return (!isList || schema.Member("items").IsThere()) && schema.Members().All(member => HoldsKeyword(member.Name, member.Value));
    }

    private static bool HoldsKeyword(string name, JsonElement value) => name switch
    {
        "type" => value.ValueKind == JsonValueKind.String,
        "enum" => value.Items().All(item => item.ValueKind == JsonValueKind.String),
        "format" => KnowsFormat(value.Text()),
        "properties" => value.Members().All(property => Holds(property.Value)),
        "items" => Holds(value),
        "anyOf" => value.Items().All(Holds),
        _ => Knows(name),
    };
}
