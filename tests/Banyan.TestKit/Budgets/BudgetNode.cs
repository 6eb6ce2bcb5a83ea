using Banyan.Gateway.Budgets;
using Banyan.Gateway.Budgets.Slices;

namespace Banyan.TestKit.Budgets;

/// <summary>The budgets of one node over a store that nodes share.</summary>
public sealed class BudgetNode
{
    private readonly SliceTeller _teller;

    public BudgetNode(IBudgetSlices store, ISpending spending, TimeProvider time)
    {
        var times = new SliceTimes(time);
        var book = new SliceBook(times);
        _teller = new SliceTeller(store, book, times);
        Counters = new SlicedCounters(store, spending, book, _teller, times);
    }

    public IBudgetCounters Counters { get; }

    /// <summary>What the node does four times a second.</summary>
    public Task TickAsync() => _teller.TellAsync(Telling.Tick);

    /// <summary>What the node does when something is free that others may wait for.</summary>
    public Task PromptAsync() => _teller.TellAsync(Telling.Prompt);

    /// <summary>What the node does when it stops.</summary>
    public Task EndAsync() => _teller.EndAsync();
}
