namespace Banyan.Gateway.Budgets.Slices;

/// <summary>What an exchange would hold.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Slice">What it would hold it of.</param>
/// <param name="Before">What it holds already, in 10⁻⁹ USD.</param>
/// <param name="Amount">What it would hold then, at least as much.</param>
/// <param name="Expires">When it must be over.</param>
/// <param name="IsNew">Whether nothing was held for it before, not even nothing.</param>
internal sealed record SliceWish(Guid Exchange, Slice Slice, long Before, long Amount, DateTimeOffset Expires, bool IsNew)
{
    /// <summary>What it needs beside.</summary>
    public long More => Amount - Before;
}
