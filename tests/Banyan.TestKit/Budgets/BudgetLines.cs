using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;

namespace Banyan.TestKit.Budgets;

/// <summary>Lines of budgets for tests of counters.</summary>
public static class BudgetLines
{
    public static DateTimeOffset Day { get; } = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A daily line of <see cref="Day"/>.</summary>
    public static BudgetLine Of(string budget, long limit, string scopeId = "billing", bool holds = true)
    {
        var rule = new BudgetRule { Id = budget, Scope = BudgetScope.Service, ScopeId = scopeId, Period = BudgetPeriod.Daily, LimitNanoUsd = limit };
        var span = new PeriodSpan(Day, Day.AddDays(1));
        return new BudgetLine(rule, new CounterKey(budget, scopeId, span.Start), span, limit, holds);
    }
}
