using Banyan.Wire.Framing;

namespace Banyan.Wire.Hub;

/// <summary>Turns one upstream answer into events. Stateful: one instance per answer.</summary>
public interface IAnswerReader
{
    /// <summary>Reads one frame (an event of a stream, or the whole body) and adds what happened to <paramref name="events"/>.</summary>
    /// <remarks>A frame that can't be understood adds a <see cref="HubError"/> of kind <see cref="FailureKind.Garbled"/>; it never throws.</remarks>
    void Read(in Frame frame, List<HubEvent> events);

    /// <summary>The upstream's stream ended: adds what was still open, and <see cref="HubEnd"/> when the answer was complete without an end mark of its own.</summary>
    void End(List<HubEvent> events);
}
