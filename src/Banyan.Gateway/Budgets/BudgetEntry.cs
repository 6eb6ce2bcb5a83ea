using System.Collections.Concurrent;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>A budget with its overrides, ready to be matched: its line for each one it counts for is made once a period.</summary>
internal sealed class BudgetEntry(BudgetRule rule, IReadOnlyList<BudgetOverride> overrides)
{
    private const int MostLines = 10_000;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(rule.TimeZone);
    private Edition? _edition;

    public BudgetRule Rule => rule;

    /// <summary>Whom it counts, as counters are named; <see cref="BudgetRule.Each"/> for each.</summary>
    public string ScopeId { get; } = ScopeIds.Of(rule.Scope, rule.ScopeId);

    public TimeZoneInfo Zone => _zone;

    /// <summary>The override in force at an instant; null when there is none. The one set last wins.</summary>
    public BudgetOverride? OverrideAt(DateTimeOffset now) => overrides.LastOrDefault(one => one.From <= now && now < one.Until);

    /// <summary>The line of one it counts for.</summary>
    /// <param name="scopeId">Whose spending, as <see cref="ScopeIds"/> writes it.</param>
    /// <param name="at">An instant of the period.</param>
    public BudgetLine LineOf(string scopeId, DateTimeOffset at)
    {
        var edition = _edition;
        if (edition is null || at < edition.From || at >= edition.Until)
        {
            _edition = edition = Make(at);
        }

        if (edition.Lines.TryGetValue(scopeId, out var known))
        {
            return known;
        }

        var holds = rule.OnExceeded != OnExceeded.Warn;
        var line = new BudgetLine(rule, new CounterKey(rule.Id, scopeId, edition.Span.Start), edition.Span, edition.Limit, holds);
        return edition.Lines.Count < MostLines ? edition.Lines.GetOrAdd(scopeId, line) : line;
    }

    private Edition Make(DateTimeOffset at)
    {
        var span = Periods.At(at, rule.Period, _zone);
        var raised = OverrideAt(at);
        var changes = overrides.SelectMany(one => new[] { one.From, one.Until });
        return new Edition(
            span,
            raised?.LimitNanoUsd ?? rule.LimitNanoUsd,
            changes.Where(one => one <= at).Append(span.Start).Max(),
            changes.Where(one => one > at).Append(span.End).Min());
    }

    /// <summary>Limit and period between two changes of either.</summary>
    private sealed record Edition(PeriodSpan Span, long Limit, DateTimeOffset From, DateTimeOffset Until)
    {
        public ConcurrentDictionary<string, BudgetLine> Lines { get; } = new(StringComparer.Ordinal);
    }
}
