namespace Banyan.Gateway.Metering.Reports;

/// <summary>What a calendar month (UTC) will have cost at its end.</summary>
/// <remarks>
/// Spent so far, and for what is left of the month the mean cost of the whole days looked back on: at most 28, so that each day of the week counts alike, from the first that cost
/// anything on. The range is what eight of ten such months stay within, were days independent of one another: 1.2816 standard deviations of the days, times the root of the days left.
/// </remarks>
/// <param name="NanoUsd">The most likely, in 10⁻⁹ USD.</param>
/// <param name="LowNanoUsd">The lower end of the range, never less than what is spent.</param>
/// <param name="HighNanoUsd">The upper end.</param>
/// <param name="At">The end of the month.</param>
/// <param name="Days">How many whole days were looked back on.</param>
public sealed record SpendForecast(long NanoUsd, long LowNanoUsd, long HighNanoUsd, DateTimeOffset At, int Days)
{
    /// <summary>Whole days that are looked back on at most.</summary>
    public const int Window = 28;

    private const int Fewest = 3;
    private const double EightOfTen = 1.2816;

    /// <summary>Looks ahead.</summary>
    /// <param name="spent">What the month cost so far, in 10⁻⁹ USD.</param>
    /// <param name="days">What whole days before today cost, the oldest first.</param>
    /// <param name="now">The instant.</param>
    /// <returns>Null with less than three days to go by.</returns>
    public static SpendForecast? Of(long spent, IReadOnlyList<long> days, DateTimeOffset now)
    {
        var known = days.SkipWhile(static cost => cost == 0).ToArray();
        if (known.Length < Fewest)
        {
            return null;
        }

        var month = new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var end = month.AddMonths(1);
        var left = (end - now) / TimeSpan.FromDays(1);
        var mean = Math.Max(0, known.Average());
        var deviation = Math.Sqrt(known.Sum(cost => (cost - mean) * (cost - mean)) / (known.Length - 1));
        var (rest, spread) = (mean * left, EightOfTen * deviation * Math.Sqrt(left));
        return new SpendForecast(Add(spent, rest), Add(spent, Math.Max(0, rest - spread)), Add(spent, rest + spread), end, known.Length);
    }

    private static long Add(long spent, double more) => (long)Math.Min(spent + Math.Round(more), long.MaxValue / 2.0);
}
