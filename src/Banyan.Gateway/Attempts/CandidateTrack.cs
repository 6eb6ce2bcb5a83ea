using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Attempts;

/// <summary>How one candidate fared within one exchange.</summary>
internal sealed class CandidateTrack(Candidate candidate)
{
    public Candidate Candidate { get; } = candidate;

    /// <summary>Attempts made on it.</summary>
    public int Attempts { get; set; }

    /// <summary>Keys that failed this round; the provider's own name stands for "no key".</summary>
    public HashSet<string> FailedKeys => field ??= new(StringComparer.Ordinal);

    /// <summary>Not again before the next round.</summary>
    public bool IsDoneThisRound { get; set; }

    /// <summary>Not again at all.</summary>
    public bool IsOut { get; set; }
}
