using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering.Reports.Advice;

/// <summary>Reads advice out of the sums of the ledger.</summary>
internal sealed class UsageAdvice(IUsageSums sums, IBudgetPeriods budgets, ModelAdvice models, TimeProvider time) : IUsageAdvice
{
    private const int Periods = 8, FewPeriods = 3;
    private const double P95 = 0.95, Room = 1.2, Half = 0.5;

    /// <inheritdoc />
    public async Task<long> SuggestBudgetAsync(string tenant, BudgetScope scope, string scopeId, BudgetPeriod period, CancellationToken cancellationToken)
    {
        var rule = budgets.RulesOf(tenant).FirstOrDefault(one => one.Scope == scope && one.ScopeId == scopeId && one.Period == period)
            ?? new BudgetRule { Id = "", Tenant = tenant, Scope = scope, ScopeId = scopeId, Period = period, LimitNanoUsd = 0 };
        var spent = await SpentAsync(rule, Periods, cancellationToken);
        return Suggest(spent);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<CostRecommendation>> RecommendAsync(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var end = to < time.GetUtcNow() ? to : time.GetUtcNow();
        var used = await sums.SumAsync(new UsageSumQuery(new UsageQuery { Tenant = tenant }, from, to) { By = UsageGroup.Model }, cancellationToken);
        var found = models.Of(used, end - from).ToList();
        foreach (var rule in budgets.RulesOf(tenant).Where(one => one is { IsEnabled: true, LimitNanoUsd: > 0 }))
        {
            if (rule.ScopeId != BudgetRule.Each || rule.Scope == BudgetScope.Global)
            {
                var spent = await SpentAsync(rule, FewPeriods, cancellationToken);
                if (spent.Count == FewPeriods && spent.Max() < rule.LimitNanoUsd * Half)
                {
                    found.Add(Unused(rule, spent));
                }
            }
        }

        return [.. found.OrderByDescending(one => one.MonthlySavingNanoUsd).ThenBy(one => one.Target, StringComparer.Ordinal)];
    }

    private static long Suggest(IReadOnlyList<long> spent) => (long)Math.Min(Math.Ceiling(Math.Round(Percentile.Of(spent, P95) * Room, 3)), long.MaxValue / 2.0);

    private static CostRecommendation Unused(BudgetRule rule, IReadOnlyList<long> spent) => new(
        "unused_budget",
        rule.Id,
        "Less than half of this budget was used in each of the last three periods; a lower limit would stop a runaway sooner.",
        0,
        $$"""{"limitNanoUsd":{{rule.LimitNanoUsd}},"spentNanoUsd":[{{string.Join(',', spent)}}],"suggestedNanoUsd":{{Suggest(spent)}}}""");

    /// <summary>What the last whole periods cost, the oldest first, without those before the first that cost anything; for each one of a scope, what each that spent anything did.</summary>
    private async Task<IReadOnlyList<long>> SpentAsync(BudgetRule rule, int most, CancellationToken cancellationToken)
    {
        var (isEach, spent) = (rule.ScopeId == BudgetRule.Each && rule.Scope != BudgetScope.Global, new List<long>());
        foreach (var (start, end) in budgets.Before(rule.Period, rule.TimeZone, most))
        {
            var query = new UsageSumQuery(RowsOf(rule, isEach), start, end) { By = isEach ? GroupOf(rule.Scope) : null, IsBrief = true };
            var found = await sums.SumAsync(query, cancellationToken);
            spent.InsertRange(0, isEach ? found.Where(sum => sum.Key.Length > 0 && sum.Totals.CostNanoUsd > 0).Select(sum => sum.Totals.CostNanoUsd) : [found.Count == 0 ? 0 : found[0].Totals.CostNanoUsd]);
        }

        return [.. spent.SkipWhile(cost => cost == 0)];
    }

    private static UsageQuery RowsOf(BudgetRule rule, bool isEach)
    {
        var everything = new UsageQuery { Tenant = rule.Tenant };
        return isEach
            ? everything
            : rule.Scope switch
            {
                BudgetScope.Global => everything,
                BudgetScope.Service => everything with { Services = [rule.ScopeId] },
                BudgetScope.User => everything with { Users = [rule.ScopeId] },
                BudgetScope.Feature => everything with { Features = [rule.ScopeId] },
                BudgetScope.Team => everything with { Teams = [rule.ScopeId] },
                BudgetScope.Key => everything with { Keys = [rule.ScopeId] },
            };
    }

    private static UsageGroup? GroupOf(BudgetScope scope) => scope switch
    {
        BudgetScope.Global => null,
        BudgetScope.Service => UsageGroup.Service,
        BudgetScope.User => UsageGroup.User,
        BudgetScope.Feature => UsageGroup.Feature,
        BudgetScope.Team => UsageGroup.Team,
        BudgetScope.Key => UsageGroup.Key,
    };
}
