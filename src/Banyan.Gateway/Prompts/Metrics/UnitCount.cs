namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>What a unit did in an arm of an experiment.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="ExperimentId">The experiment.</param>
/// <param name="UnitHash">What stands for the unit.</param>
/// <param name="Variant">The arm.</param>
/// <param name="At">When it was seen last.</param>
public sealed record UnitCount(string Tenant, Guid ExperimentId, string UnitHash, string Variant, DateTimeOffset At)
{
    /// <summary>Calls that were let through and not broken off by the caller.</summary>
    public long Calls { get; init; }

    /// <summary>Those that succeeded.</summary>
    public long Successes { get; init; }

    /// <summary>Successes whose time and cost count: not from a cache.</summary>
    public long Measured { get; init; }

    /// <summary>Milliseconds of the measured.</summary>
    public long LatencyMs { get; init; }

    /// <summary>Cost of the measured in 10⁻⁹ USD.</summary>
    public long CostNanoUsd { get; init; }

    /// <summary>Answers by another model than the first choice: such units are left out of time, cost and score.</summary>
    public long Fallbacks { get; init; }

    /// <summary>Both together.</summary>
    public UnitCount Plus(UnitCount more) => this with
    {
        At = At > more.At ? At : more.At,
        Calls = Calls + more.Calls,
        Successes = Successes + more.Successes,
        Measured = Measured + more.Measured,
        LatencyMs = LatencyMs + more.LatencyMs,
        CostNanoUsd = CostNanoUsd + more.CostNanoUsd,
        Fallbacks = Fallbacks + more.Fallbacks,
    };
}
