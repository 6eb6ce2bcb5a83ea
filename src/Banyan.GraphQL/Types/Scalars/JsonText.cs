using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>Writes what resolvers give as JSON, without reflection: JSON of any kind, dictionaries, lists and simple values.</summary>
internal static class JsonText
{
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        // Checked before anything is written: half a value cannot be taken back.
        Check(value);
        WriteChecked(writer, value);
    }

    private static void Check(object? value)
    {
        switch (value)
        {
            case null or JsonElement { ValueKind: not JsonValueKind.Undefined } or JsonNode or JsonDocument or string or bool or ReadOnlyMemory<byte> or byte[] or Guid or DateTimeOffset:
                break;
            case InputFields input:
                Check(input.Values);
                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                foreach (var member in members)
                {
                    Check(member.Value);
                }

                break;
            case IEnumerable items:
                foreach (var item in items)
                {
                    Check(item);
                }

                break;
            default:
                if (Numbers.Float(value) is not { } number || !double.IsFinite(number))
                {
                    throw new CoercionException($"JSON cannot represent value: {Inspect.Show(value)}");
                }

                break;
        }
    }

    private static void WriteChecked(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonElement json:
                json.WriteTo(writer);
                break;
            case JsonNode node:
                node.WriteTo(writer);
                break;
            case JsonDocument document:
                document.RootElement.WriteTo(writer);
                break;
            case ReadOnlyMemory<byte> bytes:
                writer.WriteRawValue(bytes.Span);
                break;
            case byte[] bytes:
                writer.WriteRawValue(bytes);
                break;
            case InputFields input:
                WriteChecked(writer, input.Values);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                WriteMembers(writer, members);
                break;
            case IEnumerable items:
                WriteItems(writer, items);
                break;
            default:
                WriteSimple(writer, value);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> members)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            WriteChecked(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            WriteChecked(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteSimple(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case Guid id:
                writer.WriteStringValue(id);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(TimeText.WriteDateTime(time));
                break;
            case decimal exact:
                writer.WriteNumberValue(exact);
                break;
            case ulong big:
                writer.WriteNumberValue(big);
                break;
            case long or int or short or byte or uint or ushort or sbyte:
                writer.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteNumberValue(Numbers.Float(value)!.Value);
                break;
        }
    }
}
