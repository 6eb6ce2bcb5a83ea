using Banyan.Gateway.Budgets;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Usage.Advice;

/// <summary>Reads advice out of the sums of the ledger.</summary>
internal sealed class UsageAdvice(IUsageSums sums, BudgetBook book, ModelAdvice models, TimeProvider time) : IUsageAdvice
{
    private const int Periods = 8, FewPeriods = 3;
    private const double P95 = 0.95, Room = 1.2, Half = 0.5;

    /// <inheritdoc />
    public async Task<long> SuggestBudgetAsync(string tenant, BudgetScope scope, string scopeId, BudgetPeriod period, CancellationToken cancellationToken)
    {
        var known = book.Index.All.FirstOrDefault(one => one.Rule.Tenant == tenant && one.Rule.Scope == scope && one.Rule.ScopeId == scopeId && one.Rule.Period == period);
        var rule = new BudgetRule { Id = "", Tenant = tenant, Scope = scope, ScopeId = scopeId, Period = period, LimitNanoUsd = 0 };
        var spent = await SpentAsync(rule, known?.Zone ?? TimeZoneInfo.Utc, Periods, cancellationToken);
        return Suggest(spent);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<CostRecommendation>> RecommendAsync(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var end = to < time.GetUtcNow() ? to : time.GetUtcNow();
        var used = await sums.SumAsync(new UsageSumQuery(new UsageQuery { Tenant = tenant }, from, to) { By = UsageGroup.Model }, cancellationToken);
        var found = models.Of(used, end - from).ToList();
        foreach (var entry in book.Index.All.Where(one => one.Rule.Tenant == tenant && one.Rule is { IsEnabled: true, LimitNanoUsd: > 0 }))
        {
            if (entry.Rule.ScopeId != BudgetRule.Each || entry.Rule.Scope == BudgetScope.Global)
            {
                var spent = await SpentAsync(entry.Rule, entry.Zone, FewPeriods, cancellationToken);
                if (spent.Count == FewPeriods && spent.Max() < entry.Rule.LimitNanoUsd * Half)
                {
                    found.Add(Unused(entry.Rule, spent));
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
    private async Task<IReadOnlyList<long>> SpentAsync(BudgetRule rule, TimeZoneInfo zone, int most, CancellationToken cancellationToken)
    {
        var (isEach, spent) = (rule.ScopeId == BudgetRule.Each && rule.Scope != BudgetScope.Global, new List<long>());
        var span = Budgets.Periods.At(time.GetUtcNow(), rule.Period, zone);
        for (var i = 0; i < most; i++)
        {
            span = Budgets.Periods.Before(span, rule.Period, zone);
            var query = new UsageSumQuery(RowsOf(rule, isEach), span.Start, span.End) { By = isEach ? GroupOf(rule.Scope) : null };
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
