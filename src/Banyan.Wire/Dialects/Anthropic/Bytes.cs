namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Takes JSON tokens off the front of a span without a parser; every method says no instead of failing.</summary>
internal static class Bytes
{
    /// <summary>Takes one punctuation byte, white space before it skipped.</summary>
    public static bool Take(ref ReadOnlySpan<byte> rest, byte expected)
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty || rest[0] != expected)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    /// <summary>Takes a string, still escaped and without its quotes.</summary>
    public static bool TakeString(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (!Take(ref rest, (byte)'"'))
        {
            return false;
        }

        for (var at = 0; at < rest.Length; at += 2)
        {
            var next = rest[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                return false;
            }

            at += next;
            if (rest[at] == (byte)'"')
            {
                content = rest[..at];
                rest = rest[(at + 1)..];
                return true;
            }
        }

        return false;
    }
}
