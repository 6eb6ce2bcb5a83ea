namespace Banyan.Gateway.Limits;

/// <summary>What metrics tell of rate limits.</summary>
public sealed class LimitUse
{
    private readonly IBuckets _buckets;
    private readonly LimitTally _tally;

    internal LimitUse(IBuckets buckets, LimitTally tally) => (_buckets, _tally) = (buckets, tally);

    /// <summary>What was refused, of every scope and unit for which there was something; in shadow, what would have been.</summary>
    public IEnumerable<(LimitScope Scope, LimitUnit Unit, bool IsShadow, long Count)> Refusals => _tally.Counts;

    /// <summary>The stores nodes share, in the order they are asked; none where one node counts in memory.</summary>
    public IEnumerable<StoreStanding> Stores => (_buckets as SharedBuckets)?.Stores ?? [];

    /// <summary>The fullest bucket of every scope that has one, as a share of its limit; over 1 when overdrawn.</summary>
    public IEnumerable<KeyValuePair<LimitScope, double>> Fullest() =>
        _buckets.Used().GroupBy(one => one.Key.Scope).Select(scope => KeyValuePair.Create(scope.Key, scope.Max(one => one.Value)));
}
