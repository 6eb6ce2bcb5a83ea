using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering.Reports.Advice;

/// <summary>What usage says of budgets and of models. Throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IUsageAdvice
{
    /// <summary>A limit that the last eight whole periods say is enough: their 95th percentile and a fifth more. Periods before the first that cost anything are left out.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="scope">Whose spending the budget would count.</param>
    /// <param name="scopeId">Which one of the scope; <c>*</c> for a limit that suits each one that spent anything.</param>
    /// <param name="period">How long it would last; in the time zone of the budget there is, else in UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>10⁻⁹ USD; 0 when nothing was spent.</returns>
    Task<long> SuggestBudgetAsync(string tenant, BudgetScope scope, string scopeId, BudgetPeriod period, CancellationToken cancellationToken);

    /// <summary>What would cost less, the most first: models of at least equal quality that can do the same for less, and budgets half of which nobody used in three periods.</summary>
    Task<IReadOnlyList<CostRecommendation>> RecommendAsync(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}
