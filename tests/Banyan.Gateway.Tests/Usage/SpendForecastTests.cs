using Banyan.Gateway.Metering.Reports;

namespace Banyan.Gateway.Tests.Usage;

public sealed class SpendForecastTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_days_left_cost_what_the_mean_day_cost()
    {
        // Nine and a half days are left of November. Days cost 10 and 20 by turns: 15 on the mean, a standard deviation of 5.0918 over 28 days.
        var days = Enumerable.Range(0, 28).Select(day => day % 2 == 0 ? 10_000L : 20_000L).ToArray();

        var forecast = SpendForecast.Of(300_000, days, Noon).ShouldNotBeNull();

        forecast.NanoUsd.ShouldBe(300_000 + 142_500);
        forecast.LowNanoUsd.ShouldBe(422_387);
        forecast.HighNanoUsd.ShouldBe(462_613);
        forecast.At.ShouldBe(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        forecast.Days.ShouldBe(28);
    }

    [Fact]
    public void Days_before_the_first_that_cost_anything_say_nothing()
    {
        long[] days = [.. Enumerable.Repeat(0L, 25), 600, 0, 900];
        var forecast = SpendForecast.Of(0, days, Noon).ShouldNotBeNull();
        (forecast.NanoUsd, forecast.Days).ShouldBe((4_750, 3));
        SpendForecast.Of(1_000, [0, 0, 5, 5], Noon).ShouldBeNull();
        SpendForecast.Of(1_000, [], Noon).ShouldBeNull();
    }

    [Fact]
    public void The_range_never_falls_below_what_is_spent()
    {
        long[] days = [.. Enumerable.Repeat(1L, 20), 1_000_000];
        var forecast = SpendForecast.Of(77, days, Noon).ShouldNotBeNull();
        forecast.LowNanoUsd.ShouldBe(77);
        forecast.HighNanoUsd.ShouldBeGreaterThan(forecast.NanoUsd);
    }

    [Fact]
    public void In_the_last_instant_of_a_month_nothing_is_added() =>
        SpendForecast.Of(500, [10, 20, 30], new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(-1)).ShouldNotBeNull().NanoUsd.ShouldBe(500);
}
