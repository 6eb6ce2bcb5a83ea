using System.Collections.Concurrent;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>How often rules matched on this node, by the hour of the last day. Thread-safe.</summary>
internal sealed class RuleCounts(TimeProvider time)
{
    private const int Hours = 24;
    private readonly ConcurrentDictionary<string, Clock> _rules = new(StringComparer.Ordinal);

    /// <summary>Counts a match.</summary>
    public void Count(string rule) => _rules.GetOrAdd(rule, static _ => new Clock()).Add(Hour());

    /// <summary>Matches of the last 24 hours.</summary>
    public long LastDay(string rule) => _rules.TryGetValue(rule, out var clock) ? clock.Sum(Hour()) : 0;

    private long Hour() => time.GetUtcNow().UtcTicks / TimeSpan.TicksPerHour;

    private sealed class Clock
    {
        private readonly Lock _gate = new();
        private readonly long[] _hours = new long[Hours];
        private readonly long[] _counts = new long[Hours];

        public void Add(long hour)
        {
            lock (_gate)
            {
                var slot = (int)(hour % Hours);
                _counts[slot] = _hours[slot] == hour ? _counts[slot] + 1 : 1;
                _hours[slot] = hour;
            }
        }

        public long Sum(long hour)
        {
            lock (_gate)
            {
                var sum = 0L;
                for (var slot = 0; slot < Hours; slot++)
                {
                    sum += _hours[slot] > hour - Hours ? _counts[slot] : 0;
                }

                return sum;
            }
        }
    }
}
