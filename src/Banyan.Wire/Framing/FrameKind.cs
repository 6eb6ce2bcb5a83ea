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

    /// <summary>The stream broke; <see cref="Frame.Broke"/> says why. Always the last frame.</summary>
    Broken,
}
