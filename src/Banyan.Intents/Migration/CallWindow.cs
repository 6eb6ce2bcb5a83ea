namespace Banyan.Intents.Migration;

/// <summary>The last minutes of an intent's calls on both sides, in thirty slots that fall off one by one. Not thread-safe.</summary>
internal sealed class CallWindow(TimeProvider time)
{
    private const int Slots = 30;
    private readonly Slot?[] _slots = new Slot?[Slots];

    /// <summary>Counts a call.</summary>
    public void Call(TimeSpan window, bool isModern, bool isWell, TimeSpan took)
    {
        var side = Current(window).Side(isModern);
        side.Calls++;
        side.Errors += isWell ? 0 : 1;
        side.Latency[LatencyScale.BucketOf(took)]++;
    }

    /// <summary>Counts a comparison.</summary>
    public void Compare(TimeSpan window, bool isMatch)
    {
        var slot = Current(window);
        slot.Compared++;
        slot.Mismatched += isMatch ? 0 : 1;
    }

    /// <summary>What lies within the window, added up.</summary>
    public Slot Sum(TimeSpan window)
    {
        var now = NumberNow(window);
        var sum = new Slot(now);
        foreach (var slot in _slots)
        {
            if (slot is not null && slot.Number > now - Slots)
            {
                sum.Add(slot);
            }
        }

        return sum;
    }

    /// <summary>Forgets everything: a new stage is judged by its own calls.</summary>
    public void Clear() => Array.Clear(_slots);

    private long NumberNow(TimeSpan window) => time.GetElapsedTime(0).Ticks / (window.Ticks / Slots);

    private Slot Current(TimeSpan window)
    {
        var number = NumberNow(window);
        ref var slot = ref _slots[number % Slots];
        if (slot is null || slot.Number != number)
        {
            slot = new Slot(number);
        }

        return slot;
    }

    /// <summary>Calls of one side.</summary>
    internal sealed class SideCalls
    {
        /// <summary>Calls.</summary>
        public long Calls { get; set; }

        /// <summary>Of these, failed.</summary>
        public long Errors { get; set; }

        /// <summary>By bucket of <see cref="LatencyScale"/>.</summary>
        public long[] Latency { get; } = new long[LatencyScale.Buckets];

        /// <summary>Share of failed calls.</summary>
        public double ErrorRate => Calls == 0 ? 0 : (double)Errors / Calls;

        internal void Add(SideCalls other)
        {
            Calls += other.Calls;
            Errors += other.Errors;
            for (var bucket = 0; bucket < Latency.Length; bucket++)
            {
                Latency[bucket] += other.Latency[bucket];
            }
        }
    }

    /// <summary>A slice of time.</summary>
    internal sealed class Slot(long number)
    {
        /// <summary>Which one.</summary>
        public long Number => number;

        /// <summary>The legacy side.</summary>
        public SideCalls Legacy { get; } = new();

        /// <summary>The modern side.</summary>
        public SideCalls Modern { get; } = new();

        /// <summary>Reads that were compared.</summary>
        public long Compared { get; set; }

        /// <summary>Of these, different.</summary>
        public long Mismatched { get; set; }

        internal SideCalls Side(bool isModern) => isModern ? Modern : Legacy;

        internal void Add(Slot other)
        {
            Legacy.Add(other.Legacy);
            Modern.Add(other.Modern);
            Compared += other.Compared;
            Mismatched += other.Mismatched;
        }
    }
}
