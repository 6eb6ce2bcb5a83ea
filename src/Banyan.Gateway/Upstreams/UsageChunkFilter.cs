using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Upstreams;

/// <summary>Takes the usage chunk out again that Banyan asked for and the caller did not.</summary>
internal sealed class UsageChunkFilter(Dialect dialect) : IFrameFilter
{
    public bool TakesRuns => true;

    public ValueTask OnFrameAsync(Frame frame, IFrameSink next)
    {
        // What is joined carries content and nothing else.
        var isOurs = frame.Kind != FrameKind.Run && frame.Data.Span.IndexOf("\"usage\""u8) >= 0 && dialect.Read(frame).Has(FrameTraits.UsageOnly);
        return isOurs ? ValueTask.CompletedTask : next.WriteAsync(frame);
    }

    public ValueTask OnEndAsync(StreamEnd end, IFrameSink next) => ValueTask.CompletedTask;
}
