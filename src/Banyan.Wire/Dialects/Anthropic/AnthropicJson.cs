using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>How this dialect's documents are opened and written.</summary>
internal static class AnthropicJson
{
    /// <summary>Writes text as it is, but for what JSON must escape; structure was checked where it was built.</summary>
    public static JsonWriterOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 1000 };

    /// <summary>Opens a document no deeper than any body may be.</summary>
    public static JsonDocumentOptions Bounded { get; } = new() { MaxDepth = JsonSafety.MaxDepth };

    /// <summary>Writes one JSON value to a new array.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a member whose value is kept as it was written.</summary>
    public static void Raw(this Utf8JsonWriter writer, string name, JsonRaw value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }

    /// <summary>Writes a member whose value is text, still escaped as it came.</summary>
    public static void Text(this Utf8JsonWriter writer, string name, JsonText value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }

    /// <summary>A member of an object; null when the element is no object, has no such member, or has null there.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        JsonMembers.Member(element, name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value ? value : null;

    /// <summary>A member that is a string; null when it is not there or no string.</summary>
    public static JsonText? TextMember(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? JsonText.From(value) : null;

    /// <summary>A member that is a string, decoded; null when it is not there or no string.</summary>
    public static string? Word(this JsonElement element, string name) => element.TextMember(name)?.ToString();

    /// <summary>Takes white space outside strings away.</summary>
    public static JsonRaw Minify(JsonRaw value)
    {
        var kept = new byte[value.Utf8.Length];
        var length = 0;
        bool quoted = false, escaped = false;
        foreach (var next in value.Utf8.Span)
        {
            if (!quoted && (next is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                continue;
            }

            quoted ^= next == (byte)'"' && !escaped;
            escaped = quoted && next == (byte)'\\' && !escaped;
            kept[length++] = next;
        }

        return new JsonRaw(kept.AsMemory(0, length));
    }
}
