using System.Buffers.Text;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Finds members of an event by byte search: neither a parser nor an allocation, for the path every delta takes.</summary>
/// <remarks>
/// Inside a JSON string a quote is always escaped, so the bytes <c>"name"</c> followed by a colon can only be a member. Events with nested
/// objects may hold a name twice; only events that have none (deltas) are read this way.
/// </remarks>
internal static class EventScan
{
    /// <summary>The type of an event; empty when none begins with <c>response.</c> or is <c>error</c>.</summary>
    public static ReadOnlySpan<byte> Type(ReadOnlySpan<byte> payload)
    {
        while (TryValue(ref payload, "\"type\""u8))
        {
            var type = Text(payload);
            if (type.StartsWith("response."u8) || type.SequenceEqual("error"u8))
            {
                return type;
            }
        }

        return default;
    }

    /// <summary>The raw content of a string member; empty when it is absent or no string.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> quotedName) =>
        TryValue(ref payload, quotedName) ? Text(payload) : default;

    /// <summary>The value of an integer member; -1 when it is absent.</summary>
    public static long Number(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> quotedName) =>
        TryValue(ref payload, quotedName) && Utf8Parser.TryParse(payload, out long value, out _) ? value : -1;

    /// <summary>Whether an event brings generated content, by its type alone.</summary>
    public static bool IsDelta(ReadOnlySpan<byte> type) => type.StartsWith("response."u8) && type.EndsWith(".delta"u8);

    private static bool TryValue(ref ReadOnlySpan<byte> payload, ReadOnlySpan<byte> quotedName)
    {
        for (var at = payload.IndexOf(quotedName); at >= 0; at = payload.IndexOf(quotedName))
        {
            payload = payload[(at + quotedName.Length)..].TrimStart(" \t\r\n"u8);
            if (!payload.IsEmpty && payload[0] == (byte)':')
            {
                payload = payload[1..].TrimStart(" \t\r\n"u8);
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] != (byte)'"')
        {
            return default;
        }

        value = value[1..];
        var end = 0;
        while (true)
        {
            var step = value[end..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0 || end + step + 1 >= value.Length && value[end + step] == (byte)'\\')
            {
                return default;
            }

            end += step;
            if (value[end] == (byte)'"')
            {
                return value[..end];
            }

            end += 2;
        }
    }
}
