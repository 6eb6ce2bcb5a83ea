using Banyan.Wire.Framing;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Frames this dialect makes: <c>event:</c> always equals the payload's <c>type</c>.</summary>
internal static class AnthropicSse
{
    /// <summary>Frames a payload; <see cref="Frame.Data"/> is a slice of <see cref="Frame.Raw"/>.</summary>
    public static Frame Event(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var raw = new byte[7 + name.Length + 7 + data.Length + 2];
        var rest = raw.AsSpan();
        Put(ref rest, "event: "u8);
        Put(ref rest, name);
        Put(ref rest, "\ndata: "u8);
        Put(ref rest, data);
        Put(ref rest, "\n\n"u8);
        return new Frame(raw, raw.AsMemory(14 + name.Length, data.Length), FrameKind.Event);
    }

    /// <summary>A comment, legal anywhere between events.</summary>
    public static Frame Comment() => new(": ping\n\n"u8.ToArray(), default, FrameKind.Comment);

    private static void Put(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }
}
