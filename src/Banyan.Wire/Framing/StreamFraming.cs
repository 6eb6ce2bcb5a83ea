namespace Banyan.Wire.Framing;

/// <summary>How messages are cut on a wire.</summary>
public enum StreamFraming : byte
{
    /// <summary>Server-sent events.</summary>
    Sse,

    /// <summary>One JSON object per line.</summary>
    Ndjson,

    /// <summary>One JSON array, an element per message (Gemini without <c>alt=sse</c>).</summary>
    JsonArray,
}
