using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Who spent, as the ledger says. Throws <see cref="StoreAwayException"/> while it can't be read.</summary>
public interface ISpenders
{
    /// <summary>Whoever a budget for each of a scope counts, with what exchanges that arrived in a period cost: all that ended before the call, on this node; dearest first.</summary>
    /// <param name="rule">The budget.</param>
    /// <param name="span">The period.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>As the ledger has their names, users and features in lower case; 10⁻⁹ USD.</returns>
    Task<IReadOnlyList<(string ScopeId, long NanoUsd)>> OfAsync(BudgetRule rule, PeriodSpan span, int most, CancellationToken cancellationToken);
}
