namespace Banyan.Gateway.Budgets;

/// <summary>What became of a reservation.</summary>
/// <param name="RefusedBy">Position of the first line without room; -1 when it is held.</param>
/// <param name="Used">Spent and reserved of each line, in 10⁻⁹ USD: with this reservation when it is held, without it else.</param>
public readonly record struct HoldResult(int RefusedBy, IReadOnlyList<long> Used)
{
    /// <summary>Whether it is held.</summary>
    public bool IsHeld => RefusedBy < 0;

    /// <summary>The slice it is held of, where nodes share their counters.</summary>
    public Guid? Slice { get; init; }
}
