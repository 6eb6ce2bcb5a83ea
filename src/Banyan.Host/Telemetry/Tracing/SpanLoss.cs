namespace Banyan.Host.Telemetry.Tracing;

/// <summary>Counts spans on their way to a collector and those that will never get there. Thread-safe.</summary>
internal sealed class SpanLoss(TimeProvider time)
{
    private long _waiting;
    private long _sentAt;
    private long _dropped;

    /// <summary>Spans that were not sent: no room to wait, or a sending that failed.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Time since the collector last took spans; null before it first did.</summary>
    public TimeSpan? SinceSent => Volatile.Read(ref _sentAt) is not 0 and var at ? time.GetElapsedTime(at) : null;

    /// <summary>Whether one more span may wait where so many have room; one that may not is dropped.</summary>
    public bool TryWait(int room)
    {
        if (Interlocked.Increment(ref _waiting) <= room)
        {
            return true;
        }

        Interlocked.Decrement(ref _waiting);
        Interlocked.Increment(ref _dropped);
        return false;
    }

    /// <summary>A sending is over: its spans wait no longer, and are lost where it failed.</summary>
    public void Sent(long spans, bool succeeded)
    {
        Interlocked.Add(ref _waiting, -spans);
        Interlocked.Add(ref _dropped, succeeded ? 0 : spans);
        if (succeeded)
        {
            Volatile.Write(ref _sentAt, time.GetTimestamp());
        }
    }
}
