using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Spine;

/// <summary>The next place a frame goes.</summary>
public interface IFrameSink
{
    /// <summary>Accepts one frame; the frame is dead when this returns.</summary>
    ValueTask WriteAsync(Frame frame);

    /// <summary>Ends the answer here: the pump asks for no further frame and every filter ends with this failure.</summary>
    void Stop(Failure why);
}
