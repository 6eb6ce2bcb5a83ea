using System.Buffers;

namespace Banyan.Wire.Framing;

/// <summary>Writes one JSON array element by element (Gemini's stream without <c>alt=sse</c>). One instance per stream.</summary>
public sealed class JsonArrayWriter
{
    private bool _open;

    /// <summary>Writes an element with the bracket or comma before it.</summary>
    public void WriteElement(IBufferWriter<byte> target, ReadOnlySpan<byte> json)
    {
        target.Write(_open ? ",\n"u8 : "["u8);
        target.Write(json);
        _open = true;
    }

    /// <summary>Closes the array; without any element it is the empty array.</summary>
    public void WriteEnd(IBufferWriter<byte> target)
    {
        target.Write(_open ? "\n]\n"u8 : "[]\n"u8);
        _open = true;
    }
}
