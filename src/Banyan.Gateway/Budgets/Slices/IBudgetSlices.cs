using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets.Slices;

/// <summary>Counters that nodes share: each node holds slices of budgets there and spends from them by itself. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface IBudgetSlices
{
    /// <summary>Tells how slices stand and draws more of some. Each order is one atomic step; said twice it is the same as once, since it tells amounts and not changes of them.</summary>
    /// <param name="orders">At least one.</param>
    /// <returns>What became of each, in the same order; null for one that can't be counted, whatever the reason, while others can.</returns>
    ValueTask<IReadOnlyList<SliceGrant?>> DrawAsync(IReadOnlyList<SliceOrder> orders);

    /// <summary>Reads counters; those nobody has used are read as zero reserved and what the ledger says.</summary>
    ValueTask<IReadOnlyList<CounterReading>> ReadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken);

    /// <summary>Reads every counter of a budget that was touched in a period, dearest first.</summary>
    ValueTask<IReadOnlyList<CounterReading>> OfBudgetAsync(string budgetId, DateTimeOffset periodStart, int most, CancellationToken cancellationToken);

    /// <summary>Gives up slices whose time is over: what the ledger says was spent from them is spent, the rest let go.</summary>
    /// <returns>How many were given up.</returns>
    ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gives up slices of a process that has ended, whatever their time; of those given up before, what the ledger has learnt since is spent.</summary>
    ValueTask RecoverAsync(IReadOnlyList<Guid> slices, CancellationToken cancellationToken);
}
