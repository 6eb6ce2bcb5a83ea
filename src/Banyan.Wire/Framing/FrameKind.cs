namespace Banyan.Wire.Framing;

/// <summary>What a <see cref="Frame"/> is.</summary>
public enum FrameKind : byte
{
    /// <summary>One message of a stream.</summary>
    Event,

    /// <summary>A whole body.</summary>
    Body,

    /// <summary>A keep-alive or a comment: no payload.</summary>
    Comment,

    /// <summary>Several events that carry content and nothing else, as they stood one behind the other: <see cref="Frame.Raw"/> is all of them, <see cref="Frame.Data"/> is empty.</summary>
    Run,

    /// <summary>The stream broke; <see cref="Frame.Broke"/> says why. Always the last frame.</summary>
    Broken,
}
