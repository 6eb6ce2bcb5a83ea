using System.Buffers;

namespace Banyan.Wire.Framing;

/// <summary>Writes JSON lines.</summary>
public static class NdjsonWriter
{
    /// <summary>Writes one object and its LF. Line breaks between tokens become spaces: JSON has none inside strings.</summary>
    public static void Write(IBufferWriter<byte> target, ReadOnlySpan<byte> json)
    {
        while (json.IndexOfAny((byte)'\n', (byte)'\r') is var end and >= 0)
        {
            target.Write(json[..end]);
            target.Write(" "u8);
            json = json[(end + 1)..];
        }

        target.Write(json);
        target.Write("\n"u8);
    }

    /// <summary>Makes a frame of one object.</summary>
    public static Frame Frame(ReadOnlySpan<byte> json)
    {
        var target = new ArrayBufferWriter<byte>(json.Length + 1);
        Write(target, json);
        return new Frame(target.WrittenMemory, target.WrittenMemory[..^1], FrameKind.Event);
    }
}
