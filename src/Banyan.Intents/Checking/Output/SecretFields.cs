using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Output;

/// <summary>Fields marked <c>x-banyan-sensitivity: secret</c>: they reach no model, memory, log or person.</summary>
internal static class SecretFields
{
    /// <summary>The value without them, at every depth.</summary>
    public static JsonElement Without(JsonSchema schema, JsonElement value) =>
        Has(schema, 0) ? JsonObjects.Made(writer => Write(writer, schema, value)) : value;

    private static bool Has(JsonSchema schema, int depth) =>
        IsSecret(schema) || (depth <= SchemaReader.MaxDepth && (schema.Properties.Values.Any(one => Has(one, depth + 1)) || (schema.Items is { } items && Has(items, depth + 1))));

    private static bool IsSecret(JsonSchema schema) => schema.Word("x-banyan-sensitivity") == "secret";

    private static void Write(Utf8JsonWriter writer, JsonSchema schema, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case var _ when IsSecret(schema):
                writer.WriteNullValue();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    var inner = schema.Properties.GetValueOrDefault(member.Name) ?? JsonSchema.Any;
                    if (!IsSecret(inner))
                    {
                        writer.WritePropertyName(member.Name);
                        Write(writer, inner, member.Value);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(writer, schema.Items ?? JsonSchema.Any, element);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
