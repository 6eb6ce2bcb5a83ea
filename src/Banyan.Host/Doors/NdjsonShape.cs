using System.IO.Pipelines;
using Banyan.Wire.Framing;

namespace Banyan.Host.Doors;

/// <summary>One JSON object per line.</summary>
internal sealed class NdjsonShape : FrameShape
{
    public override bool IsStream => true;

    public override void WriteHead(HttpResponse response, in Frame first) => StreamHead(response, "application/x-ndjson");

    public override void Write(PipeWriter writer, in Frame frame)
    {
        if (frame.Kind != FrameKind.Comment)
        {
            NdjsonWriter.Write(writer, frame.Data.Span);
        }
    }
}
