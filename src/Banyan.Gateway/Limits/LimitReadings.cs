using System.Globalization;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>Limits that were nearly used up throughout a minute, as far as this node knows. Limits of single users are left out: one person's haste is nobody's incident.</summary>
internal sealed class LimitReadings(IBuckets buckets, TimeProvider time) : IAlertSource
{
    private const int Most = 50;

    // Less says nothing at any threshold that makes sense, and need not be remembered.
    private const double Least = 0.5;
    private static readonly TimeSpan Throughout = TimeSpan.FromMinutes(1);
    private Dictionary<BucketKey, Use> _uses = [];

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var (now, uses) = (time.GetTimestamp(), new Dictionary<BucketKey, Use>());
        foreach (var (key, share) in buckets.Used())
        {
            if (share >= Least && key.Scope != LimitScope.User)
            {
                uses[key] = _uses.TryGetValue(key, out var before) ? before.Then(now, share) : new Use([(now, share)]);
            }
        }

        _uses = uses;
        return new([
            .. uses.Where(one => time.GetElapsedTime(one.Value.Since, now) >= Throughout)
                .Select(one => (one.Key, Share: one.Value.LeastSince(now - (long)(Throughout.TotalSeconds * time.TimestampFrequency))))
                .GroupBy(one => (one.Key.Tenant, one.Key.Scope, one.Key.Id))
                .Select(owner => owner.MaxBy(one => one.Share))
                .OrderByDescending(one => one.Share)
                .Take(Most)
                .Select(one => Describe(one.Key, one.Share)),
        ]);
    }

    private static Reading Describe(in BucketKey key, double share)
    {
        var isGlobal = key.Scope == LimitScope.Global;
        var whose = isGlobal ? "everybody together" : $"{LimitWords.Of(key.Scope)} {key.Id}";
        var words = string.Create(CultureInfo.InvariantCulture, $"{share:P0} and more of the {LimitWords.Of(key.Unit)} limit of {whose} was in use throughout the last minute.");
        return new Reading(AlertKinds.RateLimitNear, isGlobal ? "" : LimitWords.Of(key.Scope), isGlobal ? "" : key.Id, share, words)
        {
            Tenant = key.Tenant.Length == 0 ? ServiceEvent.Installation : key.Tenant,
        };
    }

    /// <summary>What was seen of a bucket for as long as it was much, eldest first.</summary>
    private sealed record Use(IReadOnlyList<(long At, double Share)> Seen)
    {
        private const int MostSeen = 8;

        public long Since { get; init; } = Seen[0].At;

        /// <summary>The same with one more look.</summary>
        public Use Then(long at, double share) => new([.. Seen.Skip(Math.Max(0, Seen.Count + 1 - MostSeen)), (at, share)]) { Since = Since };

        /// <summary>The least of the looks from an instant on.</summary>
        public double LeastSince(long instant) => Seen.Where(one => one.At >= instant).Min(static one => one.Share);
    }
}
