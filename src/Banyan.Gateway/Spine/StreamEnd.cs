using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>How an answer ended.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Failure">Why, where there is a why.</param>
/// <param name="Bug">What was thrown when the end is a bug of ours; for the log alone.</param>
public readonly record struct StreamEnd(StreamEndKind Kind, Failure? Failure = null, Exception? Bug = null);

/// <summary>The ways an answer can end.</summary>
public enum StreamEndKind : byte
{
    /// <summary>Every frame reached the caller.</summary>
    Completed,

    /// <summary>There was no answer, but a refusal.</summary>
    Refused,

    /// <summary>The caller hung up first.</summary>
    CallerLeft,

    /// <summary>The upstream failed after the first frame.</summary>
    UpstreamBroke,

    /// <summary>The exchange's time ran out.</summary>
    DeadlinePassed,

    /// <summary>A filter stopped it, or a bug did.</summary>
    Stopped,

    /// <summary>Nobody pumped it: another attempt was better.</summary>
    Abandoned,
}
