namespace Banyan.Intents.Migration.Store;

/// <summary>What is stored of a period, summed.</summary>
public sealed record BoardFacts
{
    /// <summary>Calls of the window.</summary>
    public required IReadOnlyList<CallSum> Calls { get; init; }

    /// <summary>Calls of the last seven days, from the begin of each intent's stage on.</summary>
    public required IReadOnlyList<CallSum> Evidence { get; init; }

    /// <summary>Demand of the window.</summary>
    public required IReadOnlyList<DemandSum> Demand { get; init; }

    /// <summary>Demand of the same time before.</summary>
    public required IReadOnlyList<DemandSum> Before { get; init; }

    /// <summary>Demand of thirty days.</summary>
    public required IReadOnlyList<DemandSum> Month { get; init; }

    /// <summary>Unmet requests of the window, most asked first.</summary>
    public required IReadOnlyList<UnmetSum> Unmet { get; init; }

    /// <summary>Differences of the window.</summary>
    public required IReadOnlyList<DiffSum> Diffs { get; init; }
}
