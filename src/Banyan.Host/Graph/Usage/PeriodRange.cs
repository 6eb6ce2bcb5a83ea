using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Usage;

/// <summary>Periods as instants.</summary>
internal static class PeriodRange
{
    /// <summary>Reads one; days begin at midnight UTC, weeks on Monday.</summary>
    /// <exception cref="CoercionException">A range without CUSTOM, or CUSTOM without one that goes forward.</exception>
    public static (DateTimeOffset From, DateTimeOffset To) Of(UsagePeriod period, UsageRange? range, DateTimeOffset now)
    {
        if ((period == UsagePeriod.Custom) != (range is not null) || range?.From >= range?.To)
        {
            throw new CoercionException("range goes with CUSTOM, and only with it; its end comes after its beginning.");
        }

        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var month = midnight.AddDays(1 - midnight.Day);
        return period switch
        {
            UsagePeriod.Today => (midnight, now.AddHours(1)),
            UsagePeriod.Yesterday => (midnight.AddDays(-1), midnight),
            UsagePeriod.ThisWeek => (midnight.AddDays(-(((int)midnight.DayOfWeek + 6) % 7)), now.AddHours(1)),
            UsagePeriod.Last7Days => (now.AddDays(-7), now.AddHours(1)),
            UsagePeriod.ThisMonth => (month, now.AddHours(1)),
            UsagePeriod.LastMonth => (month.AddMonths(-1), month),
            UsagePeriod.Last30Days => (now.AddDays(-30), now.AddHours(1)),
            UsagePeriod.Last90Days => (now.AddDays(-90), now.AddHours(1)),
            UsagePeriod.Custom => (range!.From, range.To),
        };
    }
}
