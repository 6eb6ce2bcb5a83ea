using System.Buffers;
using System.IO.Pipelines;
using Banyan.Wire.Framing;

namespace Banyan.Host.Doors;

/// <summary>One JSON array, an element per message: Gemini's stream without <c>alt=sse</c>.</summary>
internal sealed class JsonArrayShape : FrameShape
{
    private readonly JsonArrayWriter _array = new();

    public override bool IsStream => true;

    public override void WriteHead(HttpResponse response, in Frame first) => StreamHead(response, "application/json; charset=utf-8");

    public override void Write(PipeWriter writer, in Frame frame)
    {
        if (frame.Kind == FrameKind.Comment)
        {
            // White space is all an array has to keep a connection alive with.
            writer.Write("\n"u8);
            return;
        }

        _array.WriteElement(writer, frame.Data.Span);
    }

    public override void WriteEnd(PipeWriter writer) => _array.WriteEnd(writer);
}
