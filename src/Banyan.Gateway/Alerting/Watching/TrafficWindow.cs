namespace Banyan.Gateway.Alerting.Watching;

/// <summary>What ended in the last hour, by quarters of a minute: a few additions an exchange. Thread-safe.</summary>
internal sealed class TrafficWindow(TimeProvider time)
{
    private const int Slots = 240;
    private static readonly TimeSpan SlotSpan = TimeSpan.FromSeconds(15);
    private static readonly double[] Bounds = [0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 25, 30, 45, 60, 90, 120, 180, 300, 600];

    private readonly Lock _gate = new();
    private readonly long _beginning = time.GetTimestamp();
    private readonly long[] _numbers = new long[Slots];
    private readonly TrafficCount[] _counts = new TrafficCount[Slots];
    private readonly int[] _latencies = new int[Slots * (Bounds.Length + 1)];

    /// <summary>Takes in an exchange that ended.</summary>
    /// <param name="failed">Whether it failed through no fault of its caller.</param>
    /// <param name="duration">From arrival to the last byte.</param>
    /// <param name="attempts">Attempts that were charged.</param>
    /// <param name="estimated">Those of them whose tokens were estimated.</param>
    public void Add(bool failed, TimeSpan duration, int attempts, int estimated)
    {
        var (seconds, bucket) = (duration.TotalSeconds, 0);
        while (bucket < Bounds.Length && seconds > Bounds[bucket])
        {
            bucket++;
        }

        lock (_gate)
        {
            var slot = Slot(Now());
            ref var count = ref _counts[slot];
            count = new TrafficCount(count.Calls + 1, count.Failures + (failed ? 1 : 0), count.Attempts + attempts, count.Estimated + estimated);
            _latencies[(slot * (Bounds.Length + 1)) + bucket]++;
        }
    }

    /// <summary>The sums of a span of time up to now.</summary>
    public TrafficCount Sum(TimeSpan span)
    {
        lock (_gate)
        {
            var sum = default(TrafficCount);
            foreach (var slot in Within(span))
            {
                var one = _counts[slot];
                sum = new TrafficCount(sum.Calls + one.Calls, sum.Failures + one.Failures, sum.Attempts + one.Attempts, sum.Estimated + one.Estimated);
            }

            return sum;
        }
    }

    /// <summary>The 95th percentile of a span of time up to now, in seconds, between two bounds by the share of those between; 0 when nothing ended.</summary>
    public double P95(TimeSpan span)
    {
        var sums = new long[Bounds.Length + 1];
        lock (_gate)
        {
            foreach (var slot in Within(span))
            {
                for (var bucket = 0; bucket < sums.Length; bucket++)
                {
                    sums[bucket] += _latencies[(slot * sums.Length) + bucket];
                }
            }
        }

        var rank = 0.95 * sums.Sum();
        var below = 0L;
        for (var bucket = 0; bucket < Bounds.Length; bucket++)
        {
            if (sums[bucket] > 0 && below + sums[bucket] >= rank)
            {
                var lower = bucket == 0 ? 0 : Bounds[bucket - 1];
                return lower + ((Bounds[bucket] - lower) * (rank - below) / sums[bucket]);
            }

            below += sums[bucket];
        }

        return sums[^1] == 0 ? 0 : Bounds[^1];
    }

    private long Now() => time.GetElapsedTime(_beginning).Ticks / SlotSpan.Ticks;

    /// <summary>The place of a quarter of a minute, emptied of what was counted there an hour ago.</summary>
    private int Slot(long number)
    {
        var slot = (int)(number % Slots);
        if (_numbers[slot] != number)
        {
            (_numbers[slot], _counts[slot]) = (number, default);
            Array.Clear(_latencies, slot * (Bounds.Length + 1), Bounds.Length + 1);
        }

        return slot;
    }

    private IEnumerable<int> Within(TimeSpan span)
    {
        var now = Now();
        var first = Math.Max(0, now - Math.Min(Slots, (long)Math.Ceiling(span / SlotSpan)) + 1);
        for (var number = first; number <= now; number++)
        {
            if (_numbers[number % Slots] == number)
            {
                yield return (int)(number % Slots);
            }
        }
    }
}
