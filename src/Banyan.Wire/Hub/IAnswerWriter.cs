using Banyan.Wire.Framing;

namespace Banyan.Wire.Hub;

/// <summary>Turns events into the frames of one caller's answer. Stateful: one instance per answer.</summary>
public interface IAnswerWriter
{
    /// <summary>Writes what one event means for the caller; adds no frame, one, or several.</summary>
    /// <remarks>
    /// A stream writer frames as its dialect does (Raw framed, Data the payload inside it). A whole-answer writer collects and adds its one body
    /// frame at <see cref="HubEnd"/>. What the dialect can't say is named in the report given at creation.
    /// </remarks>
    void Write(HubEvent happened, List<Frame> frames);
}
