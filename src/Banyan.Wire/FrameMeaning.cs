using Banyan.Wire.Usage;

namespace Banyan.Wire;

/// <summary>What a frame means, as its dialect read it.</summary>
/// <param name="Traits">What the frame carries.</param>
/// <param name="Usage">The counts it reports; null when it reports none.</param>
/// <param name="Failure">The error it tells; null when it tells none.</param>
/// <param name="TextBytes">Bytes of generated text in it (raw JSON string content of text, reasoning, refusal and call arguments), for the estimator.</param>
public readonly record struct FrameMeaning(FrameTraits Traits, ReportedUsage? Usage = null, Failure? Failure = null, int TextBytes = 0)
{
    /// <summary>Whether handing the frame to the caller commits the answer.</summary>
    public bool IsContent => (Traits & FrameTraits.Content) != 0;

    /// <summary>Whether the frame has all of <paramref name="traits"/>.</summary>
    public bool Has(FrameTraits traits) => (Traits & traits) == traits;
}
