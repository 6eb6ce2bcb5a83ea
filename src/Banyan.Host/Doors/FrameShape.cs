using System.IO.Pipelines;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Host.Doors;

/// <summary>How frames look on the caller's connection: events, lines, elements of an array, or one body.</summary>
internal abstract class FrameShape
{
    /// <summary>Whether the answer is a stream.</summary>
    public abstract bool IsStream { get; }

    /// <summary>Whether frames pass as they were framed, so that several may be written at once.</summary>
    public virtual bool WritesRaw => false;

    /// <summary>The shape for a door and an ask.</summary>
    public static FrameShape Of(DoorAsk door, bool streams)
    {
        if (!streams || door.Operation != Operation.Chat)
        {
            return new WholeShape();
        }

        return door.IsJsonArray ? new JsonArrayShape() : door.Dialect.Framing == StreamFraming.Ndjson ? new NdjsonShape() : new SseShape();
    }

    /// <summary>Sets status and headers, before anything is written.</summary>
    public abstract void WriteHead(HttpResponse response, in Frame first);

    /// <summary>Writes one frame.</summary>
    public abstract void Write(PipeWriter writer, in Frame frame);

    /// <summary>Writes what ends a whole stream; nothing for most shapes.</summary>
    public virtual void WriteEnd(PipeWriter writer)
    {
    }

    /// <summary>Headers every stream has.</summary>
    protected static void StreamHead(HttpResponse response, string contentType)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["x-accel-buffering"] = "no";
    }
}
