using System.Text.Json;

namespace Banyan.Wire.Schemas;

/// <summary>The bounds of numbers, in the forms of both OpenAPI 3.0 (an exclusive flag) and JSON Schema (an exclusive bound).</summary>
internal static class SchemaRange
{
    /// <summary>Each bound the schema names, with whether the number breaks it.</summary>
    public static IEnumerable<(string Keyword, string Message, bool IsBroken)> Of(JsonSchema schema, JsonNumber value)
    {
        if (Limit(schema, "minimum") is { } least)
        {
            var isStrict = Flag(schema, "exclusiveMinimum");
            var order = value.OrderTo(JsonNumber.Read(least));
            yield return ("minimum", $"must be {(isStrict ? "more than" : "at least")} {least.GetRawText()}", isStrict ? order <= 0 : order < 0);
        }

        if (Limit(schema, "maximum") is { } most)
        {
            var isStrict = Flag(schema, "exclusiveMaximum");
            var order = value.OrderTo(JsonNumber.Read(most));
            yield return ("maximum", $"must be {(isStrict ? "less than" : "at most")} {most.GetRawText()}", isStrict ? order >= 0 : order > 0);
        }

        if (Limit(schema, "exclusiveMinimum") is { } above)
        {
            yield return ("exclusiveMinimum", $"must be more than {above.GetRawText()}", value.OrderTo(JsonNumber.Read(above)) <= 0);
        }

        if (Limit(schema, "exclusiveMaximum") is { } below)
        {
            yield return ("exclusiveMaximum", $"must be less than {below.GetRawText()}", value.OrderTo(JsonNumber.Read(below)) >= 0);
        }

        if (Limit(schema, "multipleOf") is { } step)
        {
            yield return ("multipleOf", $"must be a multiple of {step.GetRawText()}", value.IsMultipleOf(JsonNumber.Read(step)) != true);
        }
    }

    private static JsonElement? Limit(JsonSchema schema, string keyword) =>
        schema.Source.ValueKind == JsonValueKind.Object && schema.Source.TryGetProperty(keyword, out var limit) && limit.ValueKind == JsonValueKind.Number ? limit : null;

    private static bool Flag(JsonSchema schema, string keyword) =>
        schema.Source.TryGetProperty(keyword, out var flag) && flag.ValueKind == JsonValueKind.True;
}
