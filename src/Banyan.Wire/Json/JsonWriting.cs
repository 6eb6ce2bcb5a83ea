using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Banyan.Wire.Json;

/// <summary>Writes JSON of ours: compact, in the order the caller writes it, text that needs no escape left as it is.</summary>
public static class JsonWriting
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 1000 };

    /// <summary>Makes a writer over a buffer.</summary>
    internal static Utf8JsonWriter Over(IBufferWriter<byte> buffer) => new(buffer, Options);

    /// <summary>Writes one value.</summary>
    /// <returns>Its UTF-8 bytes, owned by the caller.</returns>
    public static byte[] Write(Action<Utf8JsonWriter> value) => Written(value).WrittenSpan.ToArray();

    /// <summary>Writes one value as text.</summary>
    public static string Text(Action<Utf8JsonWriter> value) => Encoding.UTF8.GetString(Written(value).WrittenSpan);

    /// <summary>Writes one value and reads it again, for what is handed on as JSON.</summary>
    /// <returns>The value; it depends on no buffer of anybody's.</returns>
    public static JsonElement Element(Action<Utf8JsonWriter> value)
    {
        var reader = new Utf8JsonReader(Written(value).WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Writes a member whose value is text.</summary>
    internal static void Member(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonText value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }

    /// <summary>Writes a member whose value is kept as it was written.</summary>
    internal static void Member(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonRaw value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }

    private static ArrayBufferWriter<byte> Written(Action<Utf8JsonWriter> value)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = Over(buffer);
        value(writer);
        writer.Flush();
        return buffer;
    }
}
