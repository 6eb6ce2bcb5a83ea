namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>What a node counted since it last wrote.</summary>
public sealed record TallyBatch
{
    /// <summary>Which request was composed from what, for feedback to come.</summary>
    public IReadOnlyList<PromptCall> Calls { get; init; } = [];

    /// <summary>Counts of versions by hour.</summary>
    public IReadOnlyList<VersionCount> Versions { get; init; } = [];

    /// <summary>Counts of times by hour and bucket.</summary>
    public IReadOnlyList<TimeCount> Times { get; init; } = [];

    /// <summary>Counts of units of experiments.</summary>
    public IReadOnlyList<UnitCount> Units { get; init; } = [];
}
