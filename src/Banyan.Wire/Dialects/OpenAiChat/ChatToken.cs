using System.Text;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads tokens without the framework's decoding, which throws on lone surrogates that callers do send.</summary>
internal static class ChatToken
{
    /// <summary>Whether the current name or string is this text, escapes undone.</summary>
    public static bool Is(in Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        reader.ValueIsEscaped
            ? JsonTextDecoder.Decode(reader.ValueSpan).AsSpan().SequenceEqual(Encoding.UTF8.GetString(text))
            : reader.ValueSpan.SequenceEqual(text);

    /// <summary>The current string, decoded.</summary>
    public static string Text(in Utf8JsonReader reader) => JsonTextDecoder.Decode(reader.ValueSpan);

    /// <summary>Where the content of the current string stands, quotes left out.</summary>
    public static ByteSpan Content(in Utf8JsonReader reader) => new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);

    /// <summary>Takes the current value whole and says where it stands.</summary>
    public static ByteSpan Skip(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new ByteSpan(start, (int)reader.BytesConsumed - start);
    }

    /// <summary>The current number as a whole one, <c>1e3</c> and <c>100.0</c> included; null when it is none.</summary>
    public static long? Whole(in Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return null;
        }

        if (reader.TryGetInt64(out var whole))
        {
            return whole;
        }

        return reader.TryGetDecimal(out var number) && decimal.Truncate(number) == number && Math.Abs(number) <= long.MaxValue ? (long)number : null;
    }
}
