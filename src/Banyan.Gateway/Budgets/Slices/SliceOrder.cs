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
    /// <summary>Which order of the slice it is, from 1: one that comes after a later one is obeyed no more.</summary>
    public long Number { get; init; }

    /// <summary>What of <see cref="Base"/> no exchange holds.</summary>
    public long Free { get; init; }

    /// <summary>What of <see cref="Base"/> was free and is held by the exchange that asks. Like <see cref="Free"/>, what the store does not know of any more is kept only where there is room for it.</summary>
    public long Mine { get; init; }

    /// <summary>What it must have beside: all of it on every line, or the order is refused.</summary>
    public long Need { get; init; }

    /// <summary>What others wait for: all of it, or as many times <see cref="Unit"/> as fit.</summary>
    public long Also { get; init; }

    /// <summary>What it would hold ahead: at most one of <see cref="Part"/> parts of the room that is left, and nothing where that is less than <see cref="Unit"/>.</summary>
    public long Ahead { get; init; }

    /// <summary>A hundred for each slice of the node: together they hold a hundredth ahead at most.</summary>
    public long Part { get; init; } = 100;

    /// <summary>What one exchange holds.</summary>
    public long Unit { get; init; }

    /// <summary>Whether it ends with this: nothing is held of it any more, and all that was spent has been told before.</summary>
    public bool IsLast { get; init; }

    /// <summary>With <see cref="IsLast"/>: whether an order of it was never answered, so that it may still come. What has ended is then remembered for a while.</summary>
    public bool LeavesTrace { get; init; }

    /// <summary>Whether more may be granted.</summary>
    public bool Draws => Need > 0 || Ahead > 0;
}
