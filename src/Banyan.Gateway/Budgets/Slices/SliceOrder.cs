namespace Banyan.Gateway.Budgets.Slices;

/// <summary>How a slice stands, and what is wanted of its budgets. Money in 10⁻⁹ USD, the same on every line.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Lines">Its budgets.</param>
/// <param name="Since">When it was begun.</param>
/// <param name="Expires">When it is given up, should its node be gone.</param>
/// <param name="Base">What it keeps of what it was granted: held by exchanges, and free.</param>
/// <param name="Charged">All that was spent through it since it was begun.</param>
public sealed record SliceOrder(Guid Slice, IReadOnlyList<BudgetLine> Lines, DateTimeOffset Since, DateTimeOffset Expires, long Base, long Charged)
{
    /// <summary>What it must have beside: all of it on every line, or the order is refused.</summary>
    public long Need { get; init; }

    /// <summary>What others wait for: all of it, or as many times <see cref="Unit"/> as fit.</summary>
    public long Also { get; init; }

    /// <summary>What it would hold ahead: at most a hundredth of the room that is left, and nothing where that is less than <see cref="Unit"/>.</summary>
    public long Ahead { get; init; }

    /// <summary>What one exchange holds.</summary>
    public long Unit { get; init; }

    /// <summary>Whether it ends with this: nothing is held of it any more, and all that was spent has been told before.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether more may be granted.</summary>
    public bool Draws => Need > 0 || Ahead > 0;
}
