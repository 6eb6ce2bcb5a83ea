namespace Banyan.Gateway.Limits;

/// <summary>The arithmetic of a bucket: one number, the microseconds until it is full again. Its stores count the same way.</summary>
/// <remarks>A unit costs a minute divided by the limit. That scales by itself when a limit changes, and an idle bucket needs no row.</remarks>
internal static class Window
{
    /// <summary>A minute in microseconds: all that a bucket holds.</summary>
    public const double Minute = 60_000_000;

    // Sums of fractions come out a little beside a whole minute: ten tenths must fit.
    private const double Tolerance = 50;

    // Extra units are a share of what is left, so that near the end every unit is granted one by one.
    private const long PlentyDivisor = 20;

    /// <summary>What units cost.</summary>
    public static double Cost(long units, long limit) => units * Minute / limit;

    /// <summary>Whether units fit.</summary>
    public static bool Fits(double level, long units, long limit) => level + Cost(units, limit) <= Minute + Tolerance;

    /// <summary>Units that are left: 0 when it is overdrawn, and never more than the limit, however wide it is.</summary>
    public static long Left(double level, long limit) => Math.Clamp((long)Math.Floor((Minute + Tolerance - level) * limit / Minute), 0, limit);

    /// <summary>Extra units that may be had beside those needed.</summary>
    public static long Plenty(double level, long need, long extra, long limit) =>
        extra <= 0 ? 0 : Math.Min(extra, Left(level + Cost(need, limit), limit) / PlentyDivisor);

    /// <summary>How long until units fit.</summary>
    public static TimeSpan Wait(double level, long units, long limit) => Span(level + Cost(units, limit) - Minute);

    /// <summary>Microseconds as a span, rounded up; none below zero.</summary>
    public static TimeSpan Span(double microseconds) => TimeSpan.FromMicroseconds(Math.Ceiling(Math.Max(0, microseconds)));

    /// <summary>Now on the monotonic clock.</summary>
    public static double Now(TimeProvider time) => time.GetElapsedTime(0, time.GetTimestamp()).TotalMicroseconds;
}
