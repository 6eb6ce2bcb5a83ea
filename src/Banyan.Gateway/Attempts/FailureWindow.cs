namespace Banyan.Gateway.Attempts;

/// <summary>Calls and failures of the last while, in ten buckets. Guarded by its owner's lock.</summary>
internal sealed class FailureWindow(TimeProvider time)
{
    private const int Buckets = 10;
    private readonly int[] _calls = new int[Buckets];
    private readonly int[] _failures = new int[Buckets];
    private readonly long[] _ticks = new long[Buckets];

    /// <summary>Counts a call and gives the sums over the window.</summary>
    public (int Calls, int Failures) Add(bool succeeded, TimeSpan window)
    {
        var width = Math.Max(1, (long)(window.TotalSeconds * time.TimestampFrequency / Buckets));
        var tick = time.GetTimestamp() / width;
        var slot = (int)(tick % Buckets);
        if (_ticks[slot] != tick)
        {
            (_ticks[slot], _calls[slot], _failures[slot]) = (tick, 0, 0);
        }

        _calls[slot]++;
        _failures[slot] += succeeded ? 0 : 1;
        var (calls, failures) = (0, 0);
        for (var i = 0; i < Buckets; i++)
        {
            if (_ticks[i] > tick - Buckets)
            {
                calls += _calls[i];
                failures += _failures[i];
            }
        }

        return (calls, failures);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_calls);
        Array.Clear(_failures);
    }
}
