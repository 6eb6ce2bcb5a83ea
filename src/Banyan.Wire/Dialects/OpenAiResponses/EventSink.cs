using System.Text.Json;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Numbers the events of one answer; of a whole answer none is made.</summary>
internal sealed class EventSink(bool streams)
{
    private long _sequence;

    /// <summary>Where events go: the list of the call that is running.</summary>
    public List<Frame> Frames { get; set; } = [];

    public void Emit(string type, Action<Utf8JsonWriter> members)
    {
        if (streams)
        {
            Frames.Add(ResponseWriting.Event(type, _sequence++, members));
        }
    }
}
