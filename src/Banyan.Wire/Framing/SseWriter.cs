using System.Buffers;

namespace Banyan.Wire.Framing;

/// <summary>Writes server-sent events: LF line ends, one blank line after each event.</summary>
public static class SseWriter
{
    /// <summary>Writes <c>data:</c> and the payload.</summary>
    public static void WriteData(IBufferWriter<byte> target, ReadOnlySpan<byte> data)
    {
        WriteDataLines(target, data);
        target.Write("\n"u8);
    }

    /// <summary>Writes <c>event:</c>, <c>data:</c> and the payload.</summary>
    public static void WriteEvent(IBufferWriter<byte> target, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        target.Write("event: "u8);
        target.Write(name);
        target.Write("\n"u8);
        WriteData(target, data);
    }

    /// <summary>Writes a comment, which clients ignore: a keep-alive.</summary>
    public static void WriteComment(IBufferWriter<byte> target, ReadOnlySpan<byte> text)
    {
        target.Write(": "u8);
        target.Write(text);
        target.Write("\n\n"u8);
    }

    /// <summary>Writes an event as it was framed: every byte kept but the line ends, which become LF; an event the end of its stream cut short of its blank line gets one.</summary>
    public static void WriteRaw(IBufferWriter<byte> target, ReadOnlySpan<byte> raw)
    {
        var ends = 0;
        while (!raw.IsEmpty)
        {
            var end = raw.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                target.Write(raw);
                ends = 0;
                break;
            }

            target.Write(raw[..end]);
            target.Write("\n"u8);
            ends = end == 0 ? ends + 1 : 1;
            var isPair = raw[end] == (byte)'\r' && end + 1 < raw.Length && raw[end + 1] == (byte)'\n';
            raw = raw[(end + (isPair ? 2 : 1))..];
        }

        for (; ends < 2; ends++)
        {
            target.Write("\n"u8);
        }
    }

    /// <summary>Makes a frame of a payload without line breaks: <see cref="Frame.Raw"/> is the event, <see cref="Frame.Data"/> the payload inside it.</summary>
    public static Frame Frame(ReadOnlySpan<byte> data) => Frame(default, data);

    /// <summary>Makes a frame with an event name; a payload with line breaks is cut into several data lines and <see cref="Frame.Data"/> is a copy.</summary>
    public static Frame Frame(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var target = new ArrayBufferWriter<byte>(data.Length + name.Length + 18);
        if (name.IsEmpty)
        {
            WriteData(target, data);
        }
        else
        {
            WriteEvent(target, name, data);
        }

        var raw = target.WrittenMemory;
        var payload = data.IndexOfAny((byte)'\n', (byte)'\r') < 0 ? raw[^(data.Length + 2)..^2] : data.ToArray();
        return new Frame(raw, payload, FrameKind.Event);
    }

    /// <summary>Makes a comment frame.</summary>
    public static Frame Comment(ReadOnlySpan<byte> text)
    {
        var target = new ArrayBufferWriter<byte>(text.Length + 4);
        WriteComment(target, text);
        return new Frame(target.WrittenMemory, default, FrameKind.Comment);
    }

    private static void WriteDataLines(IBufferWriter<byte> target, ReadOnlySpan<byte> data)
    {
        while (true)
        {
            var end = data.IndexOfAny((byte)'\n', (byte)'\r');
            target.Write("data: "u8);
            target.Write(end < 0 ? data : data[..end]);
            target.Write("\n"u8);
            if (end < 0)
            {
                return;
            }

            var isPair = data[end] == (byte)'\r' && end + 1 < data.Length && data[end + 1] == (byte)'\n';
            data = data[(end + (isPair ? 2 : 1))..];
        }
    }
}
