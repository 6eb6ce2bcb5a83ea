namespace Banyan.Wire.Json;

/// <summary>Finds members in a frame by their bytes alone, for hot paths that must not parse.</summary>
/// <remarks>
/// A quoted name can't stand inside a JSON string, because its quotes would be escaped there; it can be a whole string value, which has no colon
/// after it and is passed over.
/// </remarks>
internal static class JsonByteSearch
{
    /// <summary>Finds the value of the next member of a quoted name at or after <paramref name="from"/>.</summary>
    /// <returns>Offset of the value's first byte; -1 when there is none.</returns>
    public static int FindValue(ReadOnlySpan<byte> json, ReadOnlySpan<byte> quotedName, int from)
    {
        while (from < json.Length)
        {
            var at = json[from..].IndexOf(quotedName);
            if (at < 0)
            {
                return -1;
            }

            var found = from + at;
            from = found + quotedName.Length;
            if (IsEscaped(json, found))
            {
                continue;
            }

            var value = SkipSpace(json, from);
            if (value < json.Length && json[value] == (byte)':')
            {
                value = SkipSpace(json, value + 1);
                return value < json.Length ? value : -1;
            }
        }

        return -1;
    }

    /// <summary>Measures the content of a string that begins with a quote at <paramref name="quote"/>.</summary>
    /// <returns>Bytes between the quotes; -1 when there is no string or it has no end.</returns>
    public static int StringLength(ReadOnlySpan<byte> json, int quote)
    {
        if ((uint)quote >= (uint)json.Length || json[quote] != (byte)'"')
        {
            return -1;
        }

        var rest = json[(quote + 1)..];
        var length = 0;
        while (true)
        {
            var stop = rest[length..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
            {
                return -1;
            }

            length += stop;
            if (rest[length] == (byte)'"')
            {
                return length;
            }

            length += 2;
            if (length > rest.Length)
            {
                return -1;
            }
        }
    }

    private static bool IsEscaped(ReadOnlySpan<byte> json, int quote)
    {
        var slashes = 0;
        while (quote - slashes > 0 && json[quote - slashes - 1] == (byte)'\\')
        {
            slashes++;
        }

        return slashes % 2 == 1;
    }

    private static int SkipSpace(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && (json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            at++;
        }

        return at;
    }
}
