using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Framing;

/// <summary>Makes frames of our own JSON: one buffer and one writer for a whole answer, one array per frame. Not thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The writer stands over managed memory only; there is nothing to give back.")]
internal sealed class FrameComposer(StreamFraming framing)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private Utf8JsonWriter? _writer;

    /// <summary>Starts a message; everything written to the writer until <see cref="End"/> is its payload.</summary>
    public Utf8JsonWriter Begin()
    {
        _buffer.ResetWrittenCount();
        if (framing == StreamFraming.Sse)
        {
            _buffer.Write("data: "u8);
        }

        _writer ??= JsonWriting.Over(_buffer);
        _writer.Reset();
        return _writer;
    }

    /// <summary>Ends the message and frames it as an event of the stream.</summary>
    public Frame End()
    {
        _writer!.Flush();
        var start = framing == StreamFraming.Sse ? "data: "u8.Length : 0;
        var length = _buffer.WrittenCount - start;
        _buffer.Write(framing switch
        {
            StreamFraming.Sse => "\n\n"u8,
            StreamFraming.Ndjson => "\n"u8,
            StreamFraming.JsonArray => default,
        });
        var raw = _buffer.WrittenMemory.ToArray();
        return new Frame(raw, raw.AsMemory(start, length), FrameKind.Event);
    }
}
