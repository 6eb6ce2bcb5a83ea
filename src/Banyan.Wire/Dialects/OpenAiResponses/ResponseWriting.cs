using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Makes the JSON and the events of this dialect.</summary>
internal static class ResponseWriting
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes one value into an array of its own.</summary>
    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Makes an event: <c>event:</c> equals <c>type</c>, then the sequence number, then the members given.</summary>
    public static Frame Event(string type, long sequence, Action<Utf8JsonWriter> members)
    {
        var data = Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteNumber("sequence_number", sequence);
            members(writer);
            writer.WriteEndObject();
        });
        return SseWriter.Frame(Encoding.UTF8.GetBytes(type), data);
    }

    public static void Text(Utf8JsonWriter writer, string name, string text) => Text(writer, name, JsonText.From(text));

    public static void Text(Utf8JsonWriter writer, string name, JsonText text)
    {
        writer.WritePropertyName(name);
        text.WriteTo(writer);
    }

    public static void Raw(Utf8JsonWriter writer, string name, JsonRaw value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }
}
