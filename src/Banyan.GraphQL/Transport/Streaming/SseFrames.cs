using System.Buffers;

namespace Banyan.GraphQL.Transport.Streaming;

/// <summary>Writes what GraphQL over server-sent events consists of.</summary>
internal static class SseFrames
{
    /// <summary>A comment: opens the stream at once, and keeps it alive.</summary>
    public static ReadOnlySpan<byte> Comment => ":\n\n"u8;

    /// <summary>The end. Browsers drop events without a data line.</summary>
    public static ReadOnlySpan<byte> Complete => "event: complete\ndata: \n\n"u8;

    /// <summary>An answer. A line's end inside it can only be white space of a scalar kept as written: JSON strings have none.</summary>
    public static void WriteNext(IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        output.Write("event: next\ndata: "u8);
        var target = output.GetSpan(json.Length);
        json.CopyTo(target);
        target[..json.Length].ReplaceAny(LineEnds, (byte)' ');
        output.Advance(json.Length);
        output.Write("\n\n"u8);
    }

    private static SearchValues<byte> LineEnds { get; } = SearchValues.Create("\r\n"u8);
}
