namespace Banyan.TestKit;

/// <summary>A clock that moves only when a test says so. Timers due are fired inside <see cref="Advance"/>, in the order they fall due.</summary>
public sealed class FakeClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _elapsed;
    private DateTimeOffset _wallStart = start ?? new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Timers that are waiting: how a test knows that somebody has begun to wait.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>Completes as soon as somebody waits on a timer.</summary>
    public async Task ArmedAsync()
    {
        while (true)
        {
            Task armed;
            lock (_gate)
            {
                if (_timers.Count > 0)
                {
                    return;
                }

                armed = _armed.Task;
            }

            await armed.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _wallStart + _elapsed;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            // Never zero: zero means "not yet" in the records of the gateway.
            return _elapsed.Ticks + TimeSpan.TicksPerDay;
        }
    }

    /// <summary>Moves both clocks on and fires every timer that falls due on the way, at its own instant.</summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        TimeSpan end;
        lock (_gate)
        {
            end = _elapsed + span;
        }

        while (NextDue(end) is { } due)
        {
            due.Fire();
        }

        lock (_gate)
        {
            _elapsed = end;
        }
    }

    /// <summary>Moves the wall clock alone, as an operator or NTP would: timers and timestamps do not notice.</summary>
    public void JumpWall(TimeSpan span)
    {
        lock (_gate)
        {
            _wallStart += span;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Arm(FakeTimer timer)
    {
        _timers.Add(timer);
        _armed.TrySetResult();
        _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private FakeTimer? NextDue(TimeSpan end)
    {
        lock (_gate)
        {
            var due = _timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
            if (due is null)
            {
                return null;
            }

            _elapsed = due.DueAt > _elapsed ? due.DueAt : _elapsed;
            if (due.Period > TimeSpan.Zero)
            {
                due.DueAt += due.Period;
            }
            else
            {
                _timers.Remove(due);
            }

            return due;
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan DueAt { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                DueAt = clock._elapsed + dueTime;
                Period = period;
                if (dueTime > TimeSpan.Zero)
                {
                    clock.Arm(this);
                    return true;
                }

                if (period > TimeSpan.Zero)
                {
                    DueAt += period;
                    clock.Arm(this);
                }
            }

            // Due at once: the real one fires on the pool, never inside the call that arms it.
            ThreadPool.QueueUserWorkItem(static timer => ((FakeTimer)timer!).Fire(), this);
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
