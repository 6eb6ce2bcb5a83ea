using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Counters of the only node there is. They begin with what the ledger says, so a restart forgets nothing that was written down.</summary>
internal sealed class MemoryCounters(ISpending spending, ISpenders spenders) : IBudgetCounters
{
    // More than anybody is shown; whoever spent less is begun with the next ask.
    private const int MostBegun = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<CounterKey, Counter> _counters = [];
    private readonly Dictionary<Guid, Hold> _holds = [];
    private readonly Dictionary<(string BudgetId, DateTimeOffset Start), DateTimeOffset> _begun = [];

    /// <inheritdoc />
    public async ValueTask<HoldResult> HoldAsync(
        Guid exchange, IReadOnlyList<BudgetLine> lines, long amount, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        await LoadAsync(lines, cancellationToken);
        lock (_gate)
        {
            var held = _holds.TryGetValue(exchange, out var before) ? before.Amount : 0;
            var more = Math.Max(0, amount - held);
            var refusedBy = Refusal(lines, more);
            if (refusedBy < 0)
            {
                foreach (var line in lines)
                {
                    _counters[line.Key].Reserved += more;
                }

                _holds[exchange] = new Hold(lines, held + more, expires);
            }

            return new HoldResult(refusedBy, Used(lines));
        }
    }

    /// <inheritdoc />
    public ValueTask SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var (exchange, actual) in settlements)
            {
                if (_holds.Remove(exchange, out var hold))
                {
                    Spend(hold, actual);
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CounterReading>> ReadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken)
    {
        await LoadAsync(lines, cancellationToken);
        lock (_gate)
        {
            return [.. lines.Select(line => Reading(line.Key, _counters[line.Key]))];
        }
    }

    /// <inheritdoc />
    public async ValueTask BeginAsync(BudgetRule rule, PeriodSpan span, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_begun.ContainsKey((rule.Id, span.Start)))
            {
                return;
            }
        }

        if (rule.ScopeId != BudgetRule.Each || rule.Scope == BudgetScope.Global)
        {
            var key = new CounterKey(rule.Id, ScopeIds.Of(rule.Scope, rule.ScopeId), span.Start);
            await LoadAsync([new BudgetLine(rule, key, span, rule.LimitNanoUsd, Holds: false)], cancellationToken);
        }
        else
        {
            await BeginEachAsync(rule, span, cancellationToken);
        }

        lock (_gate)
        {
            _begun[(rule.Id, span.Start)] = span.End;
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<CounterReading>> OfBudgetAsync(string budgetId, DateTimeOffset periodStart, int most, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            IReadOnlyList<CounterReading> readings =
            [
                .. _counters.Where(one => one.Key.BudgetId == budgetId && one.Key.PeriodStart == periodStart)
                    .Select(one => Reading(one.Key, one.Value))
                    .OrderByDescending(one => one.SpentNanoUsd + one.ReservedNanoUsd).ThenBy(one => one.Key.ScopeId, StringComparer.Ordinal)
                    .Take(most),
            ];
            return new ValueTask<IReadOnlyList<CounterReading>>(readings);
        }
    }

    /// <inheritdoc />
    public async ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Guid> late;
        lock (_gate)
        {
            late = [.. _holds.Where(one => one.Value.Expires <= now).Select(one => one.Key)];
            Forget(now);
        }

        foreach (var exchange in late)
        {
            await SettleAsync([new Settlement(exchange, await spending.OfExchangeAsync(exchange, cancellationToken))], cancellationToken);
        }

        return late.Count;
    }

    private static CounterReading Reading(CounterKey key, Counter counter) => new(key, counter.Spent, counter.Reserved);

    /// <summary>Begins counters that are not there yet with what was spent before.</summary>
    private async ValueTask LoadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken)
    {
        foreach (var line in lines)
        {
            lock (_gate)
            {
                if (_counters.ContainsKey(line.Key))
                {
                    continue;
                }
            }

            var spent = await spending.SpentAsync(line, cancellationToken);
            lock (_gate)
            {
                // Whoever was first has begun it; nobody can have reserved on it before that.
                _counters.TryAdd(line.Key, new Counter(line.Span.End) { Spent = spent });
            }
        }
    }

    private async Task BeginEachAsync(BudgetRule rule, PeriodSpan span, CancellationToken cancellationToken)
    {
        var spent = await spenders.OfAsync(rule, span, MostBegun, cancellationToken);
        lock (_gate)
        {
            // A name the ledger can't compare without case is begun by itself, when it comes.
            foreach (var (scopeId, nanoUsd) in spent.Where(one => ScopeIds.Of(rule.Scope, one.ScopeId) == one.ScopeId))
            {
                _counters.TryAdd(new CounterKey(rule.Id, scopeId, span.Start), new Counter(span.End) { Spent = nanoUsd });
            }
        }
    }

    private int Refusal(IReadOnlyList<BudgetLine> lines, long more)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var counter = _counters[lines[i].Key];
            if (lines[i].Holds && more > 0 && counter.Spent + counter.Reserved + more > lines[i].LimitNanoUsd)
            {
                return i;
            }
        }

        return -1;
    }

    private long[] Used(IReadOnlyList<BudgetLine> lines)
    {
        var used = new long[lines.Count];
        for (var i = 0; i < used.Length; i++)
        {
            var counter = _counters[lines[i].Key];
            used[i] = counter.Spent + counter.Reserved;
        }

        return used;
    }

    private void Spend(Hold hold, long actual)
    {
        foreach (var line in hold.Lines)
        {
            var counter = _counters[line.Key];
            counter.Reserved -= hold.Amount;
            counter.Spent += actual;
        }
    }

    /// <summary>Lets counters of periods long over go; the ledger keeps their sums.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, counter) in _counters)
        {
            if (counter.Reserved == 0 && counter.Until < now.AddDays(-2))
            {
                _counters.Remove(key);
            }
        }

        foreach (var (place, until) in _begun)
        {
            if (until < now.AddDays(-2))
            {
                _begun.Remove(place);
            }
        }
    }

    private sealed class Counter(DateTimeOffset until)
    {
        public DateTimeOffset Until { get; } = until;

        public long Spent { get; set; }

        public long Reserved { get; set; }
    }

    private sealed record Hold(IReadOnlyList<BudgetLine> Lines, long Amount, DateTimeOffset Expires);
}
