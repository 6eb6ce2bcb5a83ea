using Banyan.Wire.Framing;

namespace Banyan.Gateway.Spine;

/// <summary>Watches or rewrites frames between the upstream and the caller. Belongs to one answer.</summary>
public interface IFrameFilter
{
    /// <summary>Whether it passes a <see cref="FrameKind.Run"/> on as it is; else it gets the events of a run one by one.</summary>
    bool TakesRuns => false;

    /// <summary>Passes zero or more frames on to <paramref name="next"/>. Keeps nothing of the frame without <see cref="Frame.Keep"/>.</summary>
    ValueTask OnFrameAsync(Frame frame, IFrameSink next);

    /// <summary>Called exactly once however the answer ended, upstream side first, so that held text can still flow through the filters below.</summary>
    ValueTask OnEndAsync(StreamEnd end, IFrameSink next);
}
