namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Byte searches in one chunk of a stream.</summary>
/// <remarks>A quoted name can't stand inside a JSON string, because its quotes would be escaped there; a string equal to it has no colon after it.</remarks>
internal static class ChatBytes
{
    /// <summary>Offset of the first byte that is not blank, at or after <paramref name="at"/>.</summary>
    public static int SkipBlank(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    /// <summary>Offset of the value of the next member of this quoted name; -1 when there is none.</summary>
    public static int ValueOf(ReadOnlySpan<byte> json, ReadOnlySpan<byte> quotedName, int from)
    {
        while (true)
        {
            var found = json[from..].IndexOf(quotedName);
            if (found < 0)
            {
                return -1;
            }

            from = SkipBlank(json, from + found + quotedName.Length);
            if (from < json.Length && json[from] == (byte)':')
            {
                return SkipBlank(json, from + 1);
            }
        }
    }

    /// <summary>Bytes between the quotes of the string that opens at <paramref name="quote"/>; -1 when none opens there or it does not end.</summary>
    public static int StringLength(ReadOnlySpan<byte> json, int quote)
    {
        if (quote >= json.Length || json[quote] != (byte)'"')
        {
            return -1;
        }

        var at = quote + 1;
        while (at < json.Length)
        {
            var stop = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
            {
                return -1;
            }

            at += stop;
            if (json[at] == (byte)'"')
            {
                return at - quote - 1;
            }

            at += 2;
        }

        return -1;
    }
}
