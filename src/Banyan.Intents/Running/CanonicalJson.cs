using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Intents.Running;

/// <summary>JSON written one way only: members sorted, numbers as shortest decimals, no white space. Equal values have equal texts.</summary>
internal static class CanonicalJson
{
    /// <summary>The text of a value.</summary>
    public static string Text(JsonElement value)
    {
        return JsonWriting.Text(writer => Write(writer, value));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                // Dividing by one drops trailing zeros: 240.00 and 240 are one number.
                writer.WriteRawValue((number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));
                break;
            case JsonValueKind.Undefined:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
