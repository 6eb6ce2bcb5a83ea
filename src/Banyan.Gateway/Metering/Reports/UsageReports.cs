using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering.Reports;

/// <summary>Makes reports of the sums of the ledger.</summary>
internal sealed class UsageReports(IUsageSums sums, TimeProvider time) : IUsageReports
{
    private const double NineteenOfTwenty = 0.95;

    /// <inheritdoc />
    public async Task<UsageTotals> TotalsAsync(UsageQuery rows, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var found = await sums.SumAsync(new UsageSumQuery(rows, from, to), cancellationToken);
        return found.Count == 0 ? UsageTotals.None : found[0].Totals;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<UsageSum>> GroupsAsync(UsageSumQuery query, CancellationToken cancellationToken) => sums.SumAsync(query with { Every = null, IsBrief = true }, cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<UsagePoint>?> TrendAsync(UsageSumQuery query, UsageInterval interval, CancellationToken cancellationToken)
    {
        query = query with { Every = interval == UsageInterval.Hour ? UsageInterval.Hour : UsageInterval.Day, IsBrief = true };
        var found = await sums.SumAsync(query with { Most = query.Most + 1 }, cancellationToken);
        if (found.Count > query.Most)
        {
            return null;
        }

        var times = query.By is UsageGroup.User or UsageGroup.Prompt || query.Rows.Users.Count > 0 ? [] : await sums.LatenciesAsync(query, cancellationToken);
        var latencies = times.ToLookup(count => (Opening(count.At, interval), count.Key), count => (count.Bucket, count.Calls));
        return
        [
            .. found.GroupBy(sum => (At: Opening(sum.At!.Value, interval), sum.Key)).Select(point => new UsagePoint(
                    point.Key.At,
                    query.By is null ? null : point.Key.Key,
                    point.Select(sum => sum.Totals).Aggregate((one, other) => one.Plus(other)),
                    latencies.Contains(point.Key) ? TimeBuckets.Quantile(latencies[point.Key], NineteenOfTwenty) : null))
                .OrderBy(point => point.At).ThenByDescending(point => point.Totals.CostNanoUsd).ThenBy(point => point.Key, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc />
    public async Task<SpendForecast?> ForecastAsync(UsageQuery rows, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var (month, oldest) = (today.AddDays(1 - today.Day), today.AddDays(-SpendForecast.Window));
        var found = await sums.SumAsync(new UsageSumQuery(rows, oldest < month ? oldest : month, now.AddHours(1)) { Every = UsageInterval.Day, IsBrief = true }, cancellationToken);
        var costs = found.ToDictionary(sum => sum.At!.Value, sum => sum.Totals.CostNanoUsd);
        var days = Enumerable.Range(0, SpendForecast.Window).Select(day => costs.GetValueOrDefault(oldest.AddDays(day))).ToArray();
        return SpendForecast.Of(costs.Where(day => day.Key >= month).Sum(day => day.Value), days, now);
    }

    private static DateTimeOffset Opening(DateTimeOffset at, UsageInterval interval) => interval switch
    {
        UsageInterval.Hour or UsageInterval.Day => at,
        UsageInterval.Week => at.AddDays(-(((int)at.DayOfWeek + 6) % 7)),
        UsageInterval.Month => at.AddDays(1 - at.Day),
    };
}
