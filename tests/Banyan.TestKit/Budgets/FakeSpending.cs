using System.Collections.Concurrent;
using Banyan.Gateway.Budgets;

namespace Banyan.TestKit.Budgets;

/// <summary>A ledger of exchanges with what they cost, and of what was spent before the first of them.</summary>
public sealed class FakeSpending : ISpending
{
    public ConcurrentDictionary<Guid, long> Costs { get; } = [];

    public ConcurrentDictionary<CounterKey, long> Before { get; } = [];

    public Task<long> SpentAsync(BudgetLine line, CancellationToken cancellationToken) => Task.FromResult(Before.GetValueOrDefault(line.Key));

    public Task<long> OfExchangeAsync(Guid exchange, CancellationToken cancellationToken) => Task.FromResult(Costs.GetValueOrDefault(exchange));
}
