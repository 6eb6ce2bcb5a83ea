namespace Banyan.Gateway.Spine;

/// <summary>When an exchange must have ended, on the monotonic clock: a jump of the wall clock changes nothing.</summary>
public readonly struct Deadline
{
    private readonly TimeProvider _time;
    private readonly long _end;

    private Deadline(TimeProvider time, long end) => (_time, _end) = (time, end);

    /// <summary>Time left; zero when it has passed.</summary>
    public TimeSpan Left
    {
        get
        {
            var ticks = _end - _time.GetTimestamp();
            return ticks <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(ticks / (double)_time.TimestampFrequency);
        }
    }

    /// <summary>Starts counting now.</summary>
    public static Deadline After(TimeSpan span, TimeProvider time) =>
        new(time, time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency));
}
