using System.Buffers;
using System.IO.Pipelines;
using Banyan.Wire.Framing;

namespace Banyan.Host.Doors;

/// <summary>Server-sent events: frames that were framed as events pass as they are, with line ends normalised.</summary>
internal sealed class SseShape : FrameShape
{
    public override bool IsStream => true;

    public override bool WritesRaw => true;

    public override void WriteHead(HttpResponse response, in Frame first) => StreamHead(response, "text/event-stream; charset=utf-8");

    public override void Write(PipeWriter writer, in Frame frame)
    {
        var raw = frame.Raw.Span;
        if (raw.IsEmpty)
        {
            SseWriter.WriteData(writer, frame.Data.Span);
        }
        else if (raw.EndsWith("\n\n"u8) && !raw.Contains((byte)'\r'))
        {
            writer.Write(raw);
        }
        else
        {
            SseWriter.WriteRaw(writer, raw);
        }
    }
}
