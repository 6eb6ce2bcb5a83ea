using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams;

/// <summary>The time bounds of one attempt: one timer, re-armed only when it fires, so that a frame costs a timestamp and no more.</summary>
public sealed class AttemptClock : IDisposable
{
    private static readonly TimeSpan EndMarkGrace = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly ITimer _timer;
    private readonly TimeSpan _idle;
    private readonly bool _streams;
    private readonly long _totalEnd;
    private readonly bool _totalIsDeadline;
    private long _phaseEnd;
    private volatile Failure? _expired;

    /// <summary>Starts the bounds of the exchange's candidate; the exchange's deadline is one of them.</summary>
    /// <param name="exchange">A fork.</param>
    /// <param name="time">The clock.</param>
    /// <param name="caller">Cancelled when the caller leaves.</param>
    public AttemptClock(Exchange exchange, TimeProvider time, CancellationToken caller)
    {
        var timeouts = exchange.Candidate!.Provider.Timeouts;
        var reasons = (exchange.Candidate.Model.Can & AskNeeds.Reasoning) != 0;
        _time = time;
        _streams = exchange.Ask.Asked.Streams;
        _idle = timeouts.Idle;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller);
        var left = exchange.Deadline.Left;
        _totalIsDeadline = left < timeouts.Total;
        var total = _totalIsDeadline ? left : timeouts.Total;
        _totalEnd = After(total);
        var first = reasons && timeouts.FirstTokenReasoning > timeouts.FirstToken ? timeouts.FirstTokenReasoning : timeouts.FirstToken;
        _phaseEnd = _streams ? After(first) : long.MaxValue;
        _timer = time.CreateTimer(static clock => ((AttemptClock)clock!).Fire(), this, Due(), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when a bound passes or the caller leaves.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Which bound passed; null while none did.</summary>
    public Failure? Expired => _expired;

    /// <summary>A content frame came: from now on silence is bounded by the idle time.</summary>
    public void SawContent()
    {
        if (_streams)
        {
            Volatile.Write(ref _phaseEnd, After(_idle));
        }
    }

    /// <summary>Any other frame came; before content it does not extend the wait for the first token.</summary>
    public void SawFrame(bool afterContent)
    {
        if (afterContent)
        {
            SawContent();
        }
    }

    /// <summary>The end mark came: the connection gets a moment to close by itself, so that it can be used again.</summary>
    public void SawEndMark()
    {
        Volatile.Write(ref _phaseEnd, After(EndMarkGrace));
        _timer.Change(EndMarkGrace, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _timer.Dispose();
        _stop.Dispose();
    }

    private void Fire()
    {
        var now = _time.GetTimestamp();
        if (now >= _totalEnd)
        {
            Expire(_totalIsDeadline
                ? new Failure(FailureKind.TimedOut, "deadline_exceeded", "The time for the whole request ran out while the provider was working.")
                : new Failure(FailureKind.TimedOut, "provider_timeout", "The provider did not finish within the attempt's total time."));
        }
        else if (now >= Volatile.Read(ref _phaseEnd))
        {
            Expire(new Failure(FailureKind.TimedOut, "provider_timeout", "The provider fell silent: no frame came within the first-token or idle time."));
        }
        else
        {
            Rearm();
        }
    }

    private void Expire(Failure failure)
    {
        _expired = failure;
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended while the timer fired: nothing is left to stop.
        }
    }

    private void Rearm()
    {
        try
        {
            _timer.Change(Due(), Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // As above.
        }
    }

    private TimeSpan Due()
    {
        var ticks = Math.Min(_totalEnd, Volatile.Read(ref _phaseEnd)) - _time.GetTimestamp();
        return ticks <= 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(ticks * 1000.0 / _time.TimestampFrequency));
    }

    private long After(TimeSpan span) => _time.GetTimestamp() + (long)(span.TotalSeconds * _time.TimestampFrequency);
}
