namespace Banyan.Gateway.Metering.Pacing;

/// <summary>How attempts went over a window; times are of those that succeeded.</summary>
/// <param name="Calls">Attempts.</param>
/// <param name="ErrorRate">Share of them that failed, 0 to 1; 0 without any.</param>
/// <param name="AverageMs">Mean milliseconds; null when none succeeded.</param>
/// <param name="P50Ms">Half took at most this long; null when none succeeded.</param>
/// <param name="P95Ms">All but one of twenty took at most this long; null when none succeeded.</param>
/// <param name="P99Ms">All but one of a hundred took at most this long; null when none succeeded.</param>
public sealed record Pace(long Calls, double ErrorRate, int? AverageMs, int? P50Ms, int? P95Ms, int? P99Ms)
{
    /// <summary>Nobody was asked.</summary>
    public static Pace None { get; } = new(0, 0, null, null, null, null);

    /// <summary>Makes one of counts.</summary>
    public static Pace Of(IEnumerable<PaceCount> counts)
    {
        var all = counts.ToList();
        List<PaceCount> good = [.. all.Where(count => !count.IsFailure).OrderBy(count => count.LatencyMs)];
        var (calls, answered) = (all.Sum(count => count.Calls), good.Sum(count => count.Calls));
        return calls == 0 ? None : new Pace(
            calls,
            (calls - answered) / (double)calls,
            answered == 0 ? null : (int)(good.Sum(count => count.LatencyMs * count.Calls) / answered),
            Quantile(good, answered, 0.5),
            Quantile(good, answered, 0.95),
            Quantile(good, answered, 0.99));
    }

    private static int? Quantile(List<PaceCount> ordered, long calls, double part)
    {
        var left = (long)Math.Ceiling(calls * part);
        foreach (var count in ordered)
        {
            left -= count.Calls;
            if (left <= 0)
            {
                return count.LatencyMs;
            }
        }

        return null;
    }
}
