using System.Globalization;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Budgets;

public sealed class PeriodsTests
{
    // Zones whose clocks change at midnight, by half an hour, twice a year, or that left a day out.
    private static readonly string[] Zones =
        ["UTC", "Europe/Paris", "America/New_York", "America/Sao_Paulo", "Asia/Beirut", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns"];

    [Theory]
    [InlineData("Europe/Paris", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", 23)]
    [InlineData("Europe/Paris", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", 25)]
    [InlineData("Europe/Paris", "2026-06-10T22:30:00Z", "2026-06-10T22:00:00Z", 24)]
    [InlineData("America/Sao_Paulo", "2018-11-04T12:00:00Z", "2018-11-04T03:00:00Z", 23)]
    [InlineData("UTC", "2026-12-31T23:59:59Z", "2026-12-31T00:00:00Z", 24)]
    public void A_day_begins_at_local_midnight_and_lasts_as_long_as_it_does_there(string zone, string at, string start, int hours)
    {
        var span = Periods.At(Instant(at), BudgetPeriod.Daily, TimeZoneInfo.FindSystemTimeZoneById(zone));
        span.Start.ShouldBe(Instant(start));
        (span.End - span.Start).TotalHours.ShouldBe(hours);
    }

    [Theory]
    [InlineData("2026-11-21T10:00:00Z", "2026-11-16T00:00:00Z")]
    [InlineData("2026-11-16T00:00:00Z", "2026-11-16T00:00:00Z")]
    [InlineData("2026-11-15T23:59:59Z", "2026-11-09T00:00:00Z")]
    [InlineData("2027-01-01T00:00:00Z", "2026-12-28T00:00:00Z")]
    public void A_week_begins_on_monday(string at, string start) =>
        Periods.At(Instant(at), BudgetPeriod.Weekly, TimeZoneInfo.Utc).Start.ShouldBe(Instant(start));

    [Theory]
    [InlineData("2026-02-28T23:59:59Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("2028-02-29T12:00:00Z", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z")]
    public void A_month_is_a_calendar_month(string at, string start, string end) =>
        Periods.At(Instant(at), BudgetPeriod.Monthly, TimeZoneInfo.Utc).ShouldBe(new PeriodSpan(Instant(start), Instant(end)));

    [Fact]
    [Trait("Attack", "53")]
    public void Every_instant_lies_in_exactly_one_period_and_periods_touch()
    {
        var random = new Random(20260301);
        foreach (var zone in Zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
        {
            for (var i = 0; i < 400; i++)
            {
                var at = DateTimeOffset.UnixEpoch.AddSeconds(random.NextInt64(1_200_000_000, 2_000_000_000));
                foreach (var period in Enum.GetValues<BudgetPeriod>())
                {
                    var span = Periods.At(at, period, zone);
                    span.Contains(at).ShouldBeTrue($"{zone.Id} {period} {at:O} {span}");
                    Periods.At(span.Start, period, zone).ShouldBe(span, $"{zone.Id} {period} {at:O}");
                    Periods.At(span.End.AddTicks(-1), period, zone).ShouldBe(span, $"{zone.Id} {period} {at:O}");
                    Periods.At(span.End, period, zone).Start.ShouldBe(span.End, $"{zone.Id} {period} {at:O}");
                    Periods.Before(span, period, zone).End.ShouldBe(span.Start, $"{zone.Id} {period} {at:O}");
                }
            }
        }
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
