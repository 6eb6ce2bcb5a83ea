using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Usage;

/// <summary>What rows of the ledger add to the rollups, added up in memory: of a batch that is thousands of rows and a handful of sums.</summary>
internal sealed class RollUpSums
{
    private readonly Dictionary<RollUpKey, long[]> _hours = [];
    private readonly Dictionary<(RollUpKey Key, int Bucket), long> _latencies = [];

    /// <summary>Sums by hour, in the order of <see cref="UsageMeasures.All"/>.</summary>
    public IReadOnlyDictionary<RollUpKey, long[]> Hours => _hours;

    /// <summary>Calls by hour and bucket of time taken; users are not told apart.</summary>
    public IReadOnlyDictionary<(RollUpKey Key, int Bucket), long> Latencies => _latencies;

    /// <summary>Adds a row.</summary>
    /// <exception cref="RowRefusedException">A sum would be more than a column holds.</exception>
    public void Add(UsageRow row)
    {
        var key = RollUpKey.Of(row);
        if (!_hours.TryGetValue(key, out var sums))
        {
            _hours.Add(key, sums = new long[UsageMeasures.All.Count]);
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = Plus(sums[i], UsageMeasures.All[i].Of(row));
        }

        if (UsageMeasures.Times(row))
        {
            Count(_latencies, (key.Everybody, TimeBuckets.Of(TimeSpan.FromMilliseconds(row.LatencyMs))), 1);
        }
    }

    /// <summary>Sums by hour under a coarser key.</summary>
    /// <param name="under">Which coarser key a key falls under.</param>
    /// <exception cref="RowRefusedException">A sum would be more than a column holds.</exception>
    public IReadOnlyDictionary<RollUpKey, long[]> By(Func<RollUpKey, RollUpKey> under) => By(_hours, under);

    /// <summary>Sums under a coarser key.</summary>
    /// <exception cref="RowRefusedException">A sum would be more than a column holds.</exception>
    public static IReadOnlyDictionary<RollUpKey, long[]> By(IReadOnlyDictionary<RollUpKey, long[]> finer, Func<RollUpKey, RollUpKey> under)
    {
        var coarser = new Dictionary<RollUpKey, long[]>();
        foreach (var (key, sums) in finer)
        {
            var place = under(key);
            if (!coarser.TryGetValue(place, out var all))
            {
                coarser.Add(place, all = new long[sums.Length]);
            }

            for (var i = 0; i < all.Length; i++)
            {
                all[i] = Plus(all[i], sums[i]);
            }
        }

        return coarser;
    }

    /// <summary><see cref="Latencies"/> by hour under a coarser key.</summary>
    public IReadOnlyDictionary<(RollUpKey Key, int Bucket), long> LatenciesBy(Func<RollUpKey, RollUpKey> under) => LatenciesBy(_latencies, under);

    /// <summary>Calls under a coarser key.</summary>
    public static IReadOnlyDictionary<(RollUpKey Key, int Bucket), long> LatenciesBy(IReadOnlyDictionary<(RollUpKey Key, int Bucket), long> finer, Func<RollUpKey, RollUpKey> under)
    {
        var coarser = new Dictionary<(RollUpKey, int), long>();
        foreach (var ((key, bucket), calls) in finer)
        {
            Count(coarser, (under(key), bucket), calls);
        }

        return coarser;
    }

    private static void Count(Dictionary<(RollUpKey Key, int Bucket), long> counts, (RollUpKey Key, int Bucket) place, long more) =>
        counts[place] = counts.GetValueOrDefault(place) + more;

    private static long Plus(long sum, long more)
    {
        try
        {
            return checked(sum + more);
        }
        catch (OverflowException beyond)
        {
            throw new RowRefusedException("The sums of these rows are beyond what a column holds.", beyond);
        }
    }
}
