using System.Collections.Concurrent;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;

namespace Banyan.TestKit.Budgets;

/// <summary>A ledger of exchanges with what they cost, and of what was spent before the first of them.</summary>
public sealed class FakeSpending : ISpending, ISpenders
{
    public ConcurrentDictionary<Guid, long> Costs { get; } = [];

    public ConcurrentDictionary<CounterKey, long> Before { get; } = [];

    /// <summary>What was spent from slices, of every line.</summary>
    public ConcurrentDictionary<Guid, long> OfSlices { get; } = [];

    public Task<long> SpentAsync(BudgetLine line, CancellationToken cancellationToken) => Task.FromResult(Before.GetValueOrDefault(line.Key) + OfSlices.Values.Sum());

    public async Task<long> SpentBesideAsync(BudgetLine line, IReadOnlyList<Guid> slices, CancellationToken cancellationToken) =>
        await SpentAsync(line, cancellationToken) - slices.Sum(slice => OfSlices.GetValueOrDefault(slice));

    public Task<long> OfExchangeAsync(Guid exchange, CancellationToken cancellationToken) => Task.FromResult(Costs.GetValueOrDefault(exchange));

    public Task<IReadOnlyList<(string ScopeId, long NanoUsd)>> OfAsync(BudgetRule rule, PeriodSpan span, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(string, long)>>(
            [.. Before.Where(one => one.Key.BudgetId == rule.Id && one.Key.PeriodStart == span.Start).OrderByDescending(one => one.Value).Take(most).Select(one => (one.Key.ScopeId, one.Value))]);
}
