namespace Banyan.Gateway.Spine;

/// <summary>Times in buckets that grow by a tenth: the counts of all nodes add up, and a quantile read from them is within 5 %.</summary>
public static class TimeBuckets
{
    private const double Growth = 1.1;

    /// <summary>The bucket of a time: 0 up to a millisecond.</summary>
    public static int Of(TimeSpan time) => time.TotalMilliseconds <= 1 ? 0 : (int)Math.Ceiling(Math.Log(time.TotalMilliseconds, Growth));

    /// <summary>Milliseconds below which a part of the counts lies; 0 without counts.</summary>
    public static int Quantile(IEnumerable<(int Bucket, long Calls)> counts, double part)
    {
        (int Bucket, long Calls)[] ordered = [.. counts.OrderBy(count => count.Bucket)];
        var wanted = part * ordered.Sum(count => count.Calls);
        var seen = 0L;
        foreach (var (bucket, calls) in ordered)
        {
            seen += calls;
            if (seen >= wanted)
            {
                // The middle of the bucket, on its own scale.
                return (int)Math.Round(Math.Pow(Growth, bucket - 0.5));
            }
        }

        return 0;
    }
}
