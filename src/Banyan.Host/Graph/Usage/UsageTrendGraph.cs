using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Reports;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Budgets;

namespace Banyan.Host.Graph.Usage;

/// <summary>Usage over time.</summary>
internal static class UsageTrendGraph
{
    private const int MostSums = 20_000;
    private static readonly TimeSpan MostHours = TimeSpan.FromDays(100);

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<UsageInterval>(
            "Interval", "How far apart points lie; all begin in UTC.",
            (UsageInterval.Hour, "An hour."), (UsageInterval.Day, "A day, from midnight."), (UsageInterval.Week, "An ISO week, from Monday."), (UsageInterval.Month, "A calendar month."));
        graph.Object<UsagePoint>("UsagePoint", "What one interval adds up to, or one group in it. The first and last count only what lies in the period.", Declare);
        graph.Query("usageTrends(period: UsagePeriod!, range: TimeRange, interval: Interval! = DAY, groupBy: UsageGroup, filter: UsageFilter): [UsagePoint!]!", TrendAsync,
                "Points that have anything, the oldest first; at each the dearest group first. Without usage:read, of one's own service; with usage:totals alone, neither groups nor filter.")
            .Arg("period", "When; days and months begin at midnight UTC.").Arg("range", "With CUSTOM and only with it.").Arg("interval", "How far apart; hours over at most 100 days.")
            .Arg("groupBy", "What to tell apart at each point.").Arg("filter", "Which attempts; its range is read where no other is given.").Requires(UsageSight.Any);
    }

    private static void Declare(ObjectBuilder<UsagePoint> type)
    {
        type.Field("at: DateTime!", point => point.At, "The beginning of the interval.");
        type.Field("key: String", point => point.Key, "The group; empty for what has none, null where nothing is told apart.");
        type.Field("requests: Long!", point => point.Totals.Requests, "Exchanges.");
        type.Field("tokens: Long!", point => point.Totals.Tokens, "Tokens in and out.");
        type.Field("cost: Decimal!", point => BudgetGraph.Usd(point.Totals.CostNanoUsd), "USD.");
        type.Field("savedCost: Decimal!", point => BudgetGraph.Usd(point.Totals.SavedNanoUsd), "USD that caches saved.");
        type.Field("errors: Long!", point => point.Totals.Errors, "Attempts that failed, took too long, were refused, cut or lost.");
        type.Field("p95LatencyMs: Int", point => point.P95LatencyMs, "Milliseconds within which 19 of 20 attempts ended, to 5 %; null where users or prompts are told apart.");
    }

    private static async ValueTask<IReadOnlyList<UsagePoint>> TrendAsync(FieldContext context)
    {
        var filter = context.Has("filter") ? context.Arg<UsageQuery?>("filter") : null;
        var given = filter is { From: { } from, To: { } to } ? new UsageRange(from, to) : null;
        var (start, end) = context.Period(given);
        var (interval, by) = (context.Arg<UsageInterval>("interval"), context.Arg<UsageGroup?>("groupBy"));
        if (interval == UsageInterval.Hour && end - start > MostHours)
        {
            throw new CoercionException("interval HOUR goes with at most 100 days.");
        }

        if (by is not null && !context.SeesGroups())
        {
            throw UsageSight.OnlyTotals();
        }

        var query = new UsageSumQuery(context.Seen(filter), start, end) { By = by, Most = MostSums };
        return await context.Get<IUsageReports>().TrendAsync(query, interval, context.Cancelled)
            ?? throw new CoercionException("More than 20,000 hours or days of groups would be told apart: ask for a shorter period, a longer interval, or fewer groups.");
    }
}
