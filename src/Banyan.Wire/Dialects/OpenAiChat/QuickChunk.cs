namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Recognises the chunk nearly all of a stream is made of (one choice, a delta of plain strings, nothing finished) without a parser.</summary>
internal static class QuickChunk
{
    /// <summary>Bytes of generated text in a plain content chunk; -1 when the chunk is anything else, or carries no text.</summary>
    public static int TextBytes(ReadOnlySpan<byte> json)
    {
        var delta = ChatBytes.ValueOf(json, "\"delta\""u8, 0);
        if (delta < 0 || delta >= json.Length || json[delta] != (byte)'{')
        {
            return -1;
        }

        var text = Delta(json, delta + 1, out var end);
        if (text <= 0 || !IsUneventful(json[end..]) || ChatBytes.ValueOf(json[..delta], "\"error\""u8, 0) >= 0 || HasUsage(json[..delta]))
        {
            return -1;
        }

        return text;
    }

    /// <summary>Walks a delta whose members are strings or null; -1 when one is not.</summary>
    private static int Delta(ReadOnlySpan<byte> json, int at, out int end)
    {
        var text = 0;
        end = at;
        while (true)
        {
            at = ChatBytes.SkipBlank(json, at);
            var name = ChatBytes.StringLength(json, at);
            if (name < 0)
            {
                return -1;
            }

            var value = ValueAfter(json, at + name + 2);
            var length = ChatBytes.StringLength(json, value);
            if (length < 0 && !json[Math.Min(value, json.Length)..].StartsWith("null"u8))
            {
                return -1;
            }

            text += length > 0 && IsText(json.Slice(at + 1, name)) ? length : 0;
            end = ChatBytes.SkipBlank(json, length < 0 ? value + 4 : value + length + 2);
            if (end >= json.Length || json[end] is not ((byte)',' or (byte)'}'))
            {
                return -1;
            }

            if (json[end] == (byte)'}')
            {
                return text;
            }

            at = end + 1;
        }
    }

    private static int ValueAfter(ReadOnlySpan<byte> json, int at)
    {
        at = ChatBytes.SkipBlank(json, at);
        return at < json.Length && json[at] == (byte)':' ? ChatBytes.SkipBlank(json, at + 1) : json.Length;
    }

    private static bool IsText(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("content"u8) || name.SequenceEqual("reasoning_content"u8) || name.SequenceEqual("reasoning"u8) || name.SequenceEqual("refusal"u8);

    /// <summary>Whether what follows the delta holds no usage, no finish, no error and no second choice.</summary>
    private static bool IsUneventful(ReadOnlySpan<byte> rest)
    {
        var finish = ChatBytes.ValueOf(rest, "\"finish_reason\""u8, 0);
        return (finish < 0 || rest[finish..].StartsWith("null"u8)) && !HasUsage(rest)
            && rest.IndexOf("\"delta\""u8) < 0 && ChatBytes.ValueOf(rest, "\"error\""u8, 0) < 0;
    }

    private static bool HasUsage(ReadOnlySpan<byte> part)
    {
        var usage = ChatBytes.ValueOf(part, "\"usage\""u8, 0);
        return (usage >= 0 && !part[usage..].StartsWith("null"u8)) || part.IndexOf("\"x_groq\""u8) >= 0;
    }
}
