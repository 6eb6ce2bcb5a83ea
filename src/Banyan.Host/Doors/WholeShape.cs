using System.Buffers;
using System.IO.Pipelines;
using Banyan.Wire.Framing;

namespace Banyan.Host.Doors;

/// <summary>One body.</summary>
internal sealed class WholeShape : FrameShape
{
    public override bool IsStream => false;

    public override void WriteHead(HttpResponse response, in Frame first)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = first.Data.Length;
    }

    public override void Write(PipeWriter writer, in Frame frame) => writer.Write(frame.Data.Span);
}
