using Banyan.Gateway.Spine;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Attempts;

/// <summary>Sees that the attempt that lost has ended and was charged before the answer's end is settled, and lets go of what could have stopped the one that won.</summary>
internal sealed class HedgeEnd(Task lost, CancellationTokenSource stop) : IFrameFilter
{
    public bool TakesRuns => true;

    public ValueTask OnFrameAsync(Frame frame, IFrameSink next) => next.WriteAsync(frame);

    public async ValueTask OnEndAsync(StreamEnd end, IFrameSink next)
    {
        stop.Dispose();
        await lost;
    }
}
