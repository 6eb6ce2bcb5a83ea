namespace Banyan.Wire.Json;

/// <summary>Ranges by which a member can be taken out of its object.</summary>
internal static class MemberSpans
{
    /// <summary>A member with the comma that belongs to it: the one before, or of a first member the one after.</summary>
    /// <param name="body">The body.</param>
    /// <param name="previousEnd">Where the value before it ended; negative when it is the first member.</param>
    /// <param name="nameStart">Where its name begins.</param>
    /// <param name="valueEnd">Where its value ends.</param>
    public static ByteSpan WithComma(ReadOnlySpan<byte> body, int previousEnd, int nameStart, int valueEnd)
    {
        if (previousEnd >= 0)
        {
            var comma = previousEnd + body[previousEnd..nameStart].IndexOf((byte)',');
            return new ByteSpan(comma, valueEnd - comma);
        }

        var after = body[valueEnd..].IndexOfAnyExcept(" \t\r\n"u8);
        var end = after >= 0 && body[valueEnd + after] == (byte)',' ? valueEnd + after + 1 : valueEnd;
        return new ByteSpan(nameStart, end - nameStart);
    }
}
