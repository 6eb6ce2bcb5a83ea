using System.Collections.Frozen;
using System.Text.Json;

namespace Banyan.Wire.Schemas;

/// <summary>Tells which keywords of a schema are checked, so that nobody relies on one that is not.</summary>
public static class SchemaKeywords
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "type", "properties", "required", "items", "enum", "const", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "minItems", "maxItems", "additionalProperties", "default", "nullable",
        "$ref", "title", "description", "examples", "example", "$schema", "$id", "$comment", "deprecated", "readOnly", "writeOnly",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The first keyword that constrains and is not checked, as <c>$.items.not</c>; null when there is none.</summary>
    public static string? FirstUnchecked(JsonElement schema) => FirstUnchecked(schema, "$");

    private static string? FirstUnchecked(JsonElement schema, string place)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in schema.EnumerateObject())
        {
            var inner = member switch
            {
                { Name: "properties", Value.ValueKind: JsonValueKind.Object } => member.Value.EnumerateObject()
                    .Select(property => FirstUnchecked(property.Value, $"{place}.{property.Name}")).FirstOrDefault(found => found is not null),
                { Name: "$defs" or "definitions", Value.ValueKind: JsonValueKind.Object } => member.Value.EnumerateObject()
                    .Select(part => FirstUnchecked(part.Value, $"{place}.{member.Name}.{part.Name}")).FirstOrDefault(found => found is not null),
                { Name: "anyOf" or "oneOf" or "allOf", Value.ValueKind: JsonValueKind.Array } => member.Value.EnumerateArray()
                    .Select(one => FirstUnchecked(one, $"{place}.{member.Name}")).FirstOrDefault(found => found is not null),
                { Name: "items" } => member.Value.ValueKind == JsonValueKind.Object ? FirstUnchecked(member.Value, place + ".items") : place + ".items",
                { Name: "additionalProperties" } => member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : place + ".additionalProperties",
                { Name: var name } => Known.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal) ? null : $"{place}.{name}",
            };
            if (inner is not null)
            {
                return inner;
            }
        }

        return null;
    }
}
