using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads Gemini's own schema form as JSON Schema: upper-case types, <c>nullable</c> and <c>propertyOrdering</c> are its only differences.</summary>
internal static class GeminiSchemaReader
{
    /// <summary>The schema as JSON Schema; the caller's own bytes when nothing has to change.</summary>
    public static JsonRaw Read(JsonElement schema, string at, MappingReport report) =>
        IsPlain(schema) ? JsonRaw.From(schema) : new JsonRaw(JsonWriting.Write(writer => Write(writer, schema, at, report)));

    private static bool IsPlain(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.Members().All(member => member.Name switch
        {
            "type" => !IsUpper(member.Value.Text()),
            "nullable" or "propertyOrdering" => false,
            "properties" => member.Value.Members().All(property => IsPlain(property.Value)),
            "items" => IsPlain(member.Value),
            "anyOf" => member.Value.Items().All(IsPlain),
            _ => true,
        }),
        _ => true,
    };

    private static bool IsUpper(string? type) => type is [>= 'A' and <= 'Z', ..];

    private static void Write(Utf8JsonWriter writer, JsonElement schema, string at, MappingReport report)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            JsonRaw.From(schema).WriteTo(writer);
            return;
        }

        var nullable = schema.Member("nullable").Truth() ?? false;
        writer.WriteStartObject();
        foreach (var (name, value) in schema.Members())
        {
            WriteMember(writer, name, value, (At: $"{at}/{name}", Nullable: nullable), report);
        }

        writer.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, JsonElement value, (string At, bool Nullable) place, MappingReport report)
    {
        switch (name)
        {
            case "nullable":
                break;
            case "propertyOrdering":
                report.Drop(place.At);
                break;
            case "type" when value.Text() is { } type:
                WriteType(writer, type.ToLowerInvariant(), place.Nullable);
                break;
            case "properties" when value.ValueKind == JsonValueKind.Object:
                writer.WriteStartObject(name);
                foreach (var (property, schema) in value.Members())
                {
                    writer.WritePropertyName(property);
                    Write(writer, schema, $"{place.At}/{property}", report);
                }

                writer.WriteEndObject();
                break;
            case "items":
                writer.WritePropertyName(name);
                Write(writer, value, place.At, report);
                break;
            case "anyOf" when value.ValueKind == JsonValueKind.Array:
                WriteChoices(writer, value, place.At, report);
                break;
            default:
                writer.WritePropertyName(name);
                JsonRaw.From(value).WriteTo(writer);
                break;
        }
    }

    private static void WriteType(Utf8JsonWriter writer, string type, bool nullable)
    {
        if (!nullable)
        {
            writer.WriteString("type"u8, type);
            return;
        }

        writer.WriteStartArray("type"u8);
        writer.WriteStringValue(type);
        writer.WriteStringValue("null"u8);
        writer.WriteEndArray();
    }

    private static void WriteChoices(Utf8JsonWriter writer, JsonElement choices, string at, MappingReport report)
    {
        writer.WriteStartArray("anyOf"u8);
        var index = 0;
        foreach (var choice in choices.Items())
        {
            Write(writer, choice, $"{at}/{index++}", report);
        }

        writer.WriteEndArray();
    }
}
