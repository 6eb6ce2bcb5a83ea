using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Usage;

public sealed class UsageReportsTests : IUsageSums
{
    private static readonly UsageQuery Everything = new() { Tenant = "default" };
    private readonly FakeClock _clock = new();
    private readonly List<UsageSum> _sums = [];
    private readonly List<LatencyCount> _latencies = [];
    private UsageSumQuery? _asked;

    [Fact]
    public async Task Days_fold_into_weeks_from_monday_and_into_months()
    {
        // A Saturday, a Sunday, a Monday of the next week, and the first of the next month.
        foreach (var (day, cost) in new[] { (21, 1), (22, 2), (23, 4), (31, 8) })
        {
            _sums.Add(Sum("a", new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1), cost));
        }

        var reports = new UsageReports(this, _clock);
        var query = new UsageSumQuery(Everything, default, default) { By = UsageGroup.Service };

        (await reports.TrendAsync(query, UsageInterval.Week, default))!.Select(point => (point.At.Month, point.At.Day, point.Totals.CostNanoUsd)).ShouldBe([(11, 16, 3), (11, 23, 4), (11, 30, 8)]);
        (await reports.TrendAsync(query, UsageInterval.Month, default))!.Select(point => (point.At.Month, point.At.Day, point.Totals.CostNanoUsd)).ShouldBe([(11, 1, 7), (12, 1, 8)]);
        _asked!.Every.ShouldBe(UsageInterval.Day);
    }

    [Fact]
    public async Task A_point_tells_its_p95_to_five_percent_and_none_where_users_are_told_apart()
    {
        var at = new DateTimeOffset(2026, 11, 21, 11, 0, 0, TimeSpan.Zero);
        _sums.AddRange([Sum("a", at, 1), Sum("b", at, 2)]);
        _latencies.AddRange(Enumerable.Range(1, 1_000).Select(ms => new LatencyCount("a", at, TimeBuckets.Of(TimeSpan.FromMilliseconds(ms)), 1)));
        var reports = new UsageReports(this, _clock);
        var query = new UsageSumQuery(Everything, default, default) { By = UsageGroup.Feature };

        var points = (await reports.TrendAsync(query, UsageInterval.Hour, default)).ShouldNotBeNull();

        points.Select(point => point.Key).ShouldBe(["b", "a"]);
        points[0].P95LatencyMs.ShouldBeNull();
        points[1].P95LatencyMs.ShouldNotBeNull().ShouldBeInRange(950 * 95 / 100, 950 * 105 / 100);
        (await reports.TrendAsync(query with { By = UsageGroup.User }, UsageInterval.Hour, default))!.ShouldAllBe(point => point.P95LatencyMs == null);
        (await reports.TrendAsync(query with { Most = 1 }, UsageInterval.Week, default)).ShouldBeNull("a week made of some of its days would be a lie");
    }

    [Fact]
    public async Task A_forecast_goes_by_whole_days_before_today_and_what_the_month_cost()
    {
        // The clock says noon of 21 November: 24 to 31 October and 1 to 20 November are looked back on.
        var today = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        _sums.AddRange(Enumerable.Range(0, 29).Select(back => Sum("", today.AddDays(-back), 100)));

        var forecast = (await new UsageReports(this, _clock).ForecastAsync(Everything, default)).ShouldNotBeNull();

        (forecast.NanoUsd, forecast.LowNanoUsd, forecast.HighNanoUsd, forecast.Days).ShouldBe((3_050, 3_050, 3_050, 28));
        _asked!.From.ShouldBe(today.AddDays(-28));
    }

    Task<IReadOnlyList<UsageSum>> IUsageSums.SumAsync(UsageSumQuery query, CancellationToken cancellationToken)
    {
        _asked = query;
        return Task.FromResult<IReadOnlyList<UsageSum>>(_sums);
    }

    Task<IReadOnlyList<LatencyCount>> IUsageSums.LatenciesAsync(UsageSumQuery query, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LatencyCount>>(_latencies);

    private static UsageSum Sum(string key, DateTimeOffset at, long cost) => new(key, at, new UsageTotals { CostNanoUsd = cost });
}
