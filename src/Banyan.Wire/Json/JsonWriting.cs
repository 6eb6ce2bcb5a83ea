using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Banyan.Wire.Json;

/// <summary>Writes JSON of ours: compact, in the order the caller writes it, text that needs no escape left as it is.</summary>
internal static class JsonWriting
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 1000 };

    /// <summary>Makes a writer over a buffer.</summary>
    public static Utf8JsonWriter Over(IBufferWriter<byte> buffer) => new(buffer, Options);

    /// <summary>Writes one value.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> value)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = Over(buffer))
        {
            value(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a member whose value is text.</summary>
    public static void Member(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonText value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }

    /// <summary>Writes a member whose value is kept as it was written.</summary>
    public static void Member(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonRaw value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }
}
