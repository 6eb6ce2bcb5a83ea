using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Counts money spent and reserved. Each member is one atomic step; every one may throw <see cref="StoreAwayException"/>.</summary>
public interface IBudgetCounters
{
    /// <summary>Holds an amount on every line or on none. For an exchange that holds already, raises what it holds to the amount.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="lines">Its budgets, at least one, the same and in the same order each time.</param>
    /// <param name="amount">10⁻⁹ USD, at least 0, the same on every line.</param>
    /// <param name="expires">When the hold is given up, should its node be gone.</param>
    /// <param name="cancellationToken">Gives up before anything is held.</param>
    ValueTask<HoldResult> HoldAsync(Guid exchange, IReadOnlyList<BudgetLine> lines, long amount, DateTimeOffset expires, CancellationToken cancellationToken);

    /// <summary>Spends what exchanges cost and lets the rest of what they held go. Does nothing for one that holds nothing, so it may be repeated.</summary>
    ValueTask SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken);

    /// <summary>Reads counters; those nobody has used are read as zero reserved and what the ledger says.</summary>
    ValueTask<IReadOnlyList<CounterReading>> ReadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken);

    /// <summary>Begins the counters of those the ledger tells of, where counters are forgotten with their node, so that <see cref="OfBudgetAsync"/> has them; once a period and budget. Does nothing where counters last.</summary>
    ValueTask BeginAsync(BudgetRule rule, PeriodSpan span, CancellationToken cancellationToken) => default;

    /// <summary>Reads every counter of a budget that was touched in a period, dearest first.</summary>
    ValueTask<IReadOnlyList<CounterReading>> OfBudgetAsync(string budgetId, DateTimeOffset periodStart, int most, CancellationToken cancellationToken);

    /// <summary>Gives up holds whose time is over: what the ledger says of their exchange is spent, the rest let go.</summary>
    /// <returns>How many were given up.</returns>
    ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
