using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>What the ledger says was spent. Throws <see cref="StoreAwayException"/> while it can't be read.</summary>
public interface ISpending
{
    /// <summary>The cost of every attempt of exchanges that arrived in a line's period, within its scope: all that ended before the call, on this node.</summary>
    /// <returns>10⁻⁹ USD.</returns>
    Task<long> SpentAsync(BudgetLine line, CancellationToken cancellationToken);

    /// <summary>As <see cref="SpentAsync"/>, without what was spent from some slices: they tell it themselves.</summary>
    /// <returns>10⁻⁹ USD.</returns>
    Task<long> SpentBesideAsync(BudgetLine line, IReadOnlyList<Guid> slices, CancellationToken cancellationToken);

    /// <summary>The cost of the attempts of one exchange.</summary>
    /// <returns>10⁻⁹ USD.</returns>
    Task<long> OfExchangeAsync(Guid exchange, CancellationToken cancellationToken);
}
