namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>What a version did in an hour.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="VersionId">The version.</param>
/// <param name="Hour">The hour's beginning.</param>
public sealed record VersionCount(string Tenant, Guid VersionId, DateTimeOffset Hour)
{
    /// <summary>Calls that were let through.</summary>
    public long Calls { get; init; }

    /// <summary>Those that failed.</summary>
    public long Failures { get; init; }

    /// <summary>Input tokens.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Cost in 10⁻⁹ USD.</summary>
    public long CostNanoUsd { get; init; }

    /// <summary>Milliseconds, all calls together.</summary>
    public long LatencyMs { get; init; }

    /// <summary>Calls in which the model called a tool.</summary>
    public long ToolCalls { get; init; }

    /// <summary>Both together.</summary>
    public VersionCount Plus(VersionCount more) => this with
    {
        Calls = Calls + more.Calls,
        Failures = Failures + more.Failures,
        InputTokens = InputTokens + more.InputTokens,
        OutputTokens = OutputTokens + more.OutputTokens,
        CostNanoUsd = CostNanoUsd + more.CostNanoUsd,
        LatencyMs = LatencyMs + more.LatencyMs,
        ToolCalls = ToolCalls + more.ToolCalls,
    };
}
