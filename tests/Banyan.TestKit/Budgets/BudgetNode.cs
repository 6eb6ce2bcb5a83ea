using Banyan.Gateway.Budgets;
using Banyan.Gateway.Budgets.Slices;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.TestKit.Budgets;

/// <summary>The budgets of one node over a store that nodes share.</summary>
public sealed class BudgetNode
{
    private readonly ISliceTeller _teller;

    public BudgetNode(IBudgetSlices store, ISpending spending, TimeProvider time)
    {
        var parts = new ServiceCollection().AddSingleton(store).AddSingleton(spending).AddSingleton(time).AddBudgetSlices().BuildServiceProvider();
        (Counters, _teller) = (parts.GetRequiredService<IBudgetCounters>(), parts.GetRequiredService<ISliceTeller>());
    }

    public IBudgetCounters Counters { get; }

    /// <summary>How many slices it has.</summary>
    public int Slices => _teller.Slices;

    /// <summary>What the node does four times a second.</summary>
    public Task TickAsync() => _teller.TellAsync(Telling.Tick);

    /// <summary>What the node does when something is free that others may wait for.</summary>
    public Task PromptAsync() => _teller.TellAsync(Telling.Prompt);

    /// <summary>What the node does when it stops.</summary>
    public Task EndAsync() => _teller.EndAsync(default);
}
