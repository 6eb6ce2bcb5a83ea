namespace Banyan.Intents.Migration.Store;

/// <summary>What routes have learnt since the last batch; written as a whole or not at all.</summary>
public sealed record RouteBatch
{
    /// <summary>Stages, replaced.</summary>
    public IReadOnlyList<StageRow> Stages { get; init; } = [];

    /// <summary>Bindings that could not be stored when they were made.</summary>
    public IReadOnlyList<RouteBinding> Bindings { get; init; } = [];

    /// <summary>Calls, added.</summary>
    public IReadOnlyList<CallCount> Calls { get; init; } = [];

    /// <summary>Differences, added once each.</summary>
    public IReadOnlyList<ShadowDiff> Diffs { get; init; } = [];

    /// <summary>Noise, added.</summary>
    public IReadOnlyList<NoiseCount> Noise { get; init; } = [];

    /// <summary>Demand, added.</summary>
    public IReadOnlyList<DemandCount> Demand { get; init; } = [];

    /// <summary>Unmet requests, added.</summary>
    public IReadOnlyList<UnmetCount> Unmet { get; init; } = [];

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => Stages.Count + Bindings.Count + Calls.Count + Diffs.Count + Noise.Count + Demand.Count + Unmet.Count == 0;
}
