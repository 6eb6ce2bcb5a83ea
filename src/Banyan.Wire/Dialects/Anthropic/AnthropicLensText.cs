using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Small steps of the lens over its reader. The reader stands on a value's first token before a step and on its last after it.</summary>
internal static class AnthropicLensText
{
    /// <summary>Which of the names the property is; -1 when none. Never throws, whatever the escapes.</summary>
    public static int Which(ref Utf8JsonReader reader, string[] names)
    {
        if (reader.ValueIsEscaped)
        {
            return Array.IndexOf(names, JsonTextDecoder.Decode(reader.ValueSpan));
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether the value is this very string.</summary>
    public static bool Is(ref Utf8JsonReader reader, string text) =>
        reader.TokenType == JsonTokenType.String
        && (reader.ValueIsEscaped ? string.Equals(JsonTextDecoder.Decode(reader.ValueSpan), text, StringComparison.Ordinal) : reader.ValueTextEquals(text));

    /// <summary>Where the content of a string value stands, quotes excluded.</summary>
    public static ByteSpan Content(ref Utf8JsonReader reader) => new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);

    /// <summary>The string value, decoded.</summary>
    public static string Decoded(ref Utf8JsonReader reader) => JsonTextDecoder.Decode(reader.ValueSpan);

    /// <summary>Passes over a value and says how many bytes it has.</summary>
    public static int Pass(ref Utf8JsonReader reader)
    {
        var start = reader.TokenStartIndex;
        reader.Skip();
        return (int)(reader.BytesConsumed - start);
    }

    /// <summary>Passes over a schema and says how many bytes and levels it has.</summary>
    public static (int Bytes, int Depth) PassSchema(ref Utf8JsonReader reader)
    {
        var start = reader.TokenStartIndex;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return (Pass(ref reader), 0);
        }

        int floor = reader.CurrentDepth, deepest = 1;
        while (reader.Read() && reader.CurrentDepth > floor)
        {
            deepest = Math.Max(deepest, reader.CurrentDepth - floor + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0));
        }

        return ((int)(reader.BytesConsumed - start), deepest);
    }

    /// <summary>Notes every string below a value as text a model or person wrote: call arguments.</summary>
    public static void Strings(ref Utf8JsonReader reader, AnthropicFound found)
    {
        var start = reader.TokenStartIndex;
        var floor = reader.CurrentDepth;
        var strings = 0;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            found.TextBytes += Pass(ref reader);
            return;
        }

        while (reader.Read() && reader.CurrentDepth > floor)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                found.Text(Content(ref reader));
                strings += reader.ValueSpan.Length;
            }
        }

        found.TextBytes += (int)(reader.BytesConsumed - start) - strings;
    }
}
