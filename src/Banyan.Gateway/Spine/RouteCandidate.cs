namespace Banyan.Gateway.Spine;

/// <summary>One candidate a route looked at.</summary>
/// <param name="Model">Full name.</param>
/// <param name="Reason">Why it is out, in words that follow its name; null when it is in.</param>
public readonly record struct RouteCandidate(string Model, string? Reason)
{
    /// <summary>The state of its circuit; open also while every key of its provider rests.</summary>
    public CandidateGate Gate { get; init; }

    /// <summary>Whether its provider is at its rate limit: it is asked after those that are not.</summary>
    public bool IsFull { get; init; }

    /// <summary>What the ask is expected to cost on it, in 10⁻⁹ USD; null when it has no price.</summary>
    public long? CostNanoUsd { get; init; }

    /// <summary>Expected milliseconds to the whole answer at the 95th percentile.</summary>
    public double LatencyMs { get; init; }

    /// <summary>Expected quality, 0 to 1.</summary>
    public double Quality { get; init; }

    /// <summary>What it is worth: cost, latency and quality by their weights, and its affinity; null where the choice does not weigh.</summary>
    public double? Utility { get; init; }

    /// <summary>What it gains because its prompt cache is warm for this caller's conversation or prefix.</summary>
    public double Affinity { get; init; }
}
