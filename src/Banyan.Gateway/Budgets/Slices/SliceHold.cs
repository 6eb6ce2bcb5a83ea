namespace Banyan.Gateway.Budgets.Slices;

/// <summary>What an exchange holds of a slice.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Amount">10⁻⁹ USD on every line.</param>
/// <param name="Expires">When it must be over.</param>
internal sealed record SliceHold(Slice Slice, long Amount, DateTimeOffset Expires);
