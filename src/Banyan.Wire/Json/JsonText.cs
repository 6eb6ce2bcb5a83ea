using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Banyan.Wire.Json;

/// <summary>A JSON string kept as it was escaped, without its quotes: text crosses dialects without being decoded.</summary>
/// <remarks>Lone surrogates stay as they were written; decoding them gives U+FFFD.</remarks>
public readonly record struct JsonText(ReadOnlyMemory<byte> Escaped)
{
    /// <summary>No text.</summary>
    public static JsonText Empty => default;

    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => Escaped.IsEmpty;

    /// <summary>Escapes plain text.</summary>
    public static JsonText From(string text) =>
        new(JsonEncodedText.Encode(ReplaceLoneSurrogates(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray());

    /// <summary>Takes the content of a string element, copied.</summary>
    public static JsonText From(JsonElement element) => new(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element)[1..^1].ToArray());

    /// <summary>Puts texts one after the other.</summary>
    public static JsonText Join(params ReadOnlySpan<JsonText> parts)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += part.Escaped.Length;
        }

        var joined = new byte[length];
        var target = joined.AsSpan();
        foreach (var part in parts)
        {
            part.Escaped.Span.CopyTo(target);
            target = target[part.Escaped.Length..];
        }

        return new JsonText(joined);
    }

    /// <summary>Copies the text, for whoever holds it longer than the frame it was read from.</summary>
    public JsonText Keep() => IsEmpty ? this : new JsonText(Escaped.ToArray());

    /// <summary>Decodes the text.</summary>
    public override string ToString() => JsonTextDecoder.Decode(Escaped.Span);

    /// <summary>Decodes the text to UTF-8.</summary>
    public byte[] ToUtf8() => Escaped.Span.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(ToString()) : Escaped.ToArray();

    /// <summary>Writes it as a string value.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        var quoted = new byte[Escaped.Length + 2];
        quoted[0] = (byte)'"';
        Escaped.Span.CopyTo(quoted.AsSpan(1));
        quoted[^1] = (byte)'"';
        writer.WriteRawValue(quoted, skipInputValidation: true);
    }

    private static string ReplaceLoneSurrogates(string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
