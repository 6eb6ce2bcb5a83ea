using Banyan.Wire.Framing;

namespace Banyan.Wire;

/// <summary>Watches the frames a caller gets, so that a stream which can't go on is closed as its dialect demands, and never looks whole.</summary>
/// <remarks>One instance per streamed answer. Watching must cost next to nothing and keep nothing of the frame.</remarks>
public abstract class StreamCloser
{
    /// <summary>Sees a frame that went to the caller.</summary>
    public abstract void Saw(in Frame frame);

    /// <summary>Makes the frames that end the stream with an error: open blocks closed, then the error; never a finish or an end mark.</summary>
    public abstract IReadOnlyList<Frame> Close(Failure failure, string requestId);

    /// <summary>Makes a keep-alive that is legal at this point of the stream.</summary>
    public abstract Frame Heartbeat();
}
