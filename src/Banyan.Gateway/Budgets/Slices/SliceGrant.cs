namespace Banyan.Gateway.Budgets.Slices;

/// <summary>What became of an order. Money in 10⁻⁹ USD.</summary>
/// <param name="RefusedBy">Position of the first line without room for the need; -1 when it was granted.</param>
/// <param name="Granted">What was granted beside the base; below zero where the slice had been given up and what was free of it is gone.</param>
/// <param name="Room">What is left in the tightest line that holds; <see cref="long.MaxValue"/> when none does.</param>
/// <param name="Used">Spent and reserved of each line as it stands now.</param>
public sealed record SliceGrant(int RefusedBy, long Granted, long Room, IReadOnlyList<long> Used)
{
    /// <summary>Whether the need was granted.</summary>
    public bool IsGranted => RefusedBy < 0;
}
