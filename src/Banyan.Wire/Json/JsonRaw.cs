using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Banyan.Wire.Json;

/// <summary>One JSON value as it was written: schemas, arguments, metadata and number lexemes cross unread.</summary>
public readonly record struct JsonRaw(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The value <c>{}</c>.</summary>
    public static JsonRaw EmptyObject { get; } = new("{}"u8.ToArray());

    /// <summary>Whether there is no value at all.</summary>
    public bool IsEmpty => Utf8.IsEmpty;

    /// <summary>Takes the bytes of an element, copied.</summary>
    public static JsonRaw From(JsonElement element) => new(JsonMarshal.GetRawUtf8Value(element).ToArray());

    /// <summary>Copies the value, for whoever holds it longer than the frame it was read from.</summary>
    public JsonRaw Keep() => new(Utf8.ToArray());

    /// <summary>Wraps JSON text that is known to be valid.</summary>
    public static JsonRaw From(string json) => new(Encoding.UTF8.GetBytes(json));

    /// <summary>Writes the value unchanged.</summary>
    public void WriteTo(Utf8JsonWriter writer) => writer.WriteRawValue(Utf8.Span, skipInputValidation: true);

    /// <summary>The value as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
