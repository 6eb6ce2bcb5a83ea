namespace Banyan.Intents.Migration;

/// <summary>Latencies in 96 buckets, each 12 % wider than the one before, from a millisecond to a minute.</summary>
internal static class LatencyScale
{
    /// <summary>How many there are.</summary>
    public const int Buckets = 96;

    private const double PerDoubling = 6;

    /// <summary>The bucket of a time.</summary>
    public static int BucketOf(TimeSpan took) =>
        took.TotalMilliseconds <= 1 ? 0 : Math.Min(Buckets - 1, (int)Math.Ceiling(Math.Log2(took.TotalMilliseconds) * PerDoubling));

    /// <summary>The longest time of a bucket, in milliseconds.</summary>
    public static double MostOf(int bucket) => Math.Pow(2, bucket / PerDoubling);

    /// <summary>The time below which a share of calls lies, in milliseconds, at most 12 % too long; null without calls.</summary>
    public static double? Quantile(ReadOnlySpan<long> counts, double share)
    {
        long all = 0;
        foreach (var count in counts)
        {
            all += count;
        }

        var rank = (long)Math.Ceiling(all * share);
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            rank -= counts[bucket];
            if (all > 0 && rank <= 0)
            {
                return MostOf(bucket);
            }
        }

        return null;
    }
}
