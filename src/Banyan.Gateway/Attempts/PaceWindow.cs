namespace Banyan.Gateway.Attempts;

/// <summary>First-token times of a candidate: those of the last while, and the hour before as its norm. Guarded by its owner's lock.</summary>
/// <remarks>
/// Times are counted in buckets that grow by a fifth, so a percentile is right to a fifth. What is slow now reaches the norm only after it has passed the window, and not at all while
/// it is suspected: else an outage would become its own measure.
/// </remarks>
internal sealed class PaceWindow(TimeProvider time)
{
    private const int NowSlots = 10, HourSlots = 12, Buckets = 70;
    private const double Growth = 1.2;

    /// <summary>A first token within this time is never slow, however fast it was before.</summary>
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HourSlot = TimeSpan.FromMinutes(5);

    private readonly Slot[] _now = Slots(NowSlots);
    private readonly Slot[] _hour = Slots(HourSlots);
    private bool _isSuspect;
    private long _aged;

    /// <summary>Takes in a first-token time.</summary>
    /// <returns>Whether the 95th percentile has been above the norm's by the factor through all of the window.</returns>
    public bool Add(TimeSpan firstToken, TimeSpan window, double factor, int minCalls)
    {
        var at = time.GetTimestamp();
        Age(at, window);
        Of(_now, at, window / NowSlots).Count(Bucket(firstToken));
        if (firstToken <= Floor && !_isSuspect)
        {
            // One that is fast can't make the others slow: the sums are left alone on the usual road.
            return false;
        }

        var usual = Percentile(_hour, minCalls);
        _isSuspect = usual is { } norm && Percentile(_now, minCalls) is { } now && IsSlow(Lower(now), Upper(norm), factor);
        return _isSuspect && WasSlowThroughout(at, window, Upper(usual!.Value), factor);
    }

    /// <summary>Whether one time is above the norm by the factor; false while there is no norm.</summary>
    public bool IsSlow(TimeSpan firstToken, double factor, int minCalls) =>
        Percentile(_hour, minCalls) is { } usual && IsSlow(firstToken, Upper(usual), factor);

    /// <summary>Forgets the last while; the norm stays.</summary>
    public void Clear()
    {
        _isSuspect = false;
        foreach (var slot in _now)
        {
            slot.Clear(0);
        }
    }

    /// <summary>Whether the window has calls from its beginning on, and each part of it that has any was slow.</summary>
    private bool WasSlowThroughout(long at, TimeSpan window, TimeSpan usual, double factor)
    {
        var used = _now.Where(slot => slot.Calls > 0).ToList();
        return used.Min(slot => slot.Tick) <= Tick(at, window / NowSlots) - NowSlots + 1
            && used.TrueForAll(slot => IsSlow(Lower(Percentile([slot], 1)!.Value), usual, factor));
    }

    private static bool IsSlow(TimeSpan now, TimeSpan usual, double factor) => now > Floor && now > usual * factor;

    private static int Bucket(TimeSpan span) => Math.Clamp((int)Math.Ceiling(Math.Log(Math.Max(1, span.TotalMilliseconds), Growth)), 0, Buckets - 1);

    private static TimeSpan Upper(int bucket) => TimeSpan.FromMilliseconds(Math.Pow(Growth, bucket));

    private static TimeSpan Lower(int bucket) => bucket == 0 ? TimeSpan.Zero : Upper(bucket - 1);

    private static Slot[] Slots(int count) => [.. Enumerable.Range(0, count).Select(_ => new Slot())];

    /// <summary>Moves what left the window to the norm, and forgets what left the hour.</summary>
    private void Age(long at, TimeSpan window)
    {
        var (tick, hourTick) = (Tick(at, window / NowSlots), Tick(at, HourSlot));
        if (tick == _aged)
        {
            return;
        }

        _aged = tick;
        foreach (var old in _now.Where(slot => slot.Tick > 0 && slot.Tick <= tick - NowSlots))
        {
            if (!_isSuspect)
            {
                Of(_hour, at, HourSlot).Count(old);
            }

            old.Clear(0);
        }

        foreach (var old in _hour.Where(slot => slot.Tick > 0 && slot.Tick <= hourTick - HourSlots))
        {
            old.Clear(0);
        }
    }

    private Slot Of(Slot[] slots, long at, TimeSpan width)
    {
        var tick = Tick(at, width);
        var slot = slots[tick % slots.Length];
        if (slot.Tick != tick)
        {
            slot.Clear(tick);
        }

        return slot;
    }

    private long Tick(long at, TimeSpan width) => 1 + (at / Math.Max(1, (long)(width.TotalSeconds * time.TimestampFrequency)));

    /// <summary>The bucket of the 95th percentile; null when there are too few to tell.</summary>
    private static int? Percentile(Slot[] slots, int minCalls)
    {
        var all = slots.Sum(slot => slot.Calls);
        if (all < minCalls)
        {
            return null;
        }

        var left = all - (int)Math.Ceiling(all * 0.95);
        for (var bucket = Buckets - 1; bucket > 0; bucket--)
        {
            left -= slots.Sum(slot => slot.Of(bucket));
            if (left < 0)
            {
                return bucket;
            }
        }

        return 0;
    }

    /// <summary>Counts of one span of time.</summary>
    private sealed class Slot
    {
        private int[]? _counts;

        public long Tick { get; private set; }

        public int Calls { get; private set; }

        public int Of(int bucket) => _counts?[bucket] ?? 0;

        public void Count(int bucket)
        {
            (_counts ??= new int[Buckets])[bucket]++;
            Calls++;
        }

        public void Count(Slot other)
        {
            _counts ??= new int[Buckets];
            for (var bucket = 0; bucket < Buckets; bucket++)
            {
                _counts[bucket] += other.Of(bucket);
            }

            Calls += other.Calls;
        }

        public void Clear(long tick)
        {
            (Tick, Calls) = (tick, 0);
            if (_counts is { } counts)
            {
                Array.Clear(counts);
            }
        }
    }
}
