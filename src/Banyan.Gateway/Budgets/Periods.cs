using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Finds the period of an instant in a time zone. Days of 23 and 25 hours are one day each; a midnight that a change of the clocks leaves out is the first instant after it.</summary>
internal static class Periods
{
    /// <summary>The period an instant lies in.</summary>
    public static PeriodSpan At(DateTimeOffset instant, BudgetPeriod period, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        var first = period switch
        {
            BudgetPeriod.Daily => day,
            BudgetPeriod.Weekly => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            BudgetPeriod.Monthly => new DateOnly(day.Year, day.Month, 1),
        };
        return new PeriodSpan(Opening(first, zone), Opening(Next(first, period), zone));
    }

    /// <summary>The period before another.</summary>
    public static PeriodSpan Before(PeriodSpan span, BudgetPeriod period, TimeZoneInfo zone) => At(span.Start.AddTicks(-1), period, zone);

    private static DateOnly Next(DateOnly first, BudgetPeriod period) => period switch
    {
        BudgetPeriod.Daily => first.AddDays(1),
        BudgetPeriod.Weekly => first.AddDays(7),
        BudgetPeriod.Monthly => first.AddMonths(1),
    };

    /// <summary>The first instant of a local day.</summary>
    private static DateTimeOffset Opening(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (zone.IsInvalidTime(midnight))
        {
            // The clocks jump over it: what the offset before the jump calls midnight is the instant of the jump.
            return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight.AddDays(-1))).ToUniversalTime();
        }

        // A midnight that comes twice opens the day the first time, which is the larger offset.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
