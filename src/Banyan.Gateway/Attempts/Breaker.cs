using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Attempts;

/// <summary>One circuit: closed, open after too many failures or a while of slowness, half-open while probing. Thread-safe.</summary>
/// <remarks>
/// closed -(consecutive failures | failure share of the window | slow for a window)-> open -(time)-> half-open -(successes)-> closed, -(one failure)-> open.
/// A probe takes a place with <see cref="TryEnter"/> and gives it back with <see cref="Exit"/>.
/// </remarks>
internal sealed class Breaker(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly FailureWindow _window = new(time);
    private readonly PaceWindow _pace = new(time);
    private volatile CandidateGate _state;
    private int _consecutive;
    private int _probes;
    private int _successes;
    private long _openedAt;
    private int _opening;
    private long _failedAt;

    /// <summary>Takes a place for one call; false while the circuit is open or its probes are all out.</summary>
    public bool TryEnter(BreakerPolicy policy)
    {
        lock (_gate)
        {
            switch (StateNow(policy))
            {
                case CandidateGate.Closed:
                    return true;
                case CandidateGate.HalfOpen when _probes < policy.HalfOpen:
                    _probes++;
                    return true;
                default:
                    return false;
            }
        }
    }

    /// <summary>Ends a call: true and false count, null (the caller left, or a fault of the ask) says nothing about the candidate.</summary>
    /// <param name="succeeded">How it ended.</param>
    /// <param name="policy">What opens and closes it.</param>
    /// <param name="firstToken">How long the first token of a stream took; null when there was none, or no stream.</param>
    /// <param name="startedAt">When the call began, on the monotonic clock; null for just now. One that began before what is known now says nothing against it.</param>
    /// <returns>The new state when this call changed it; null when it did not.</returns>
    public CandidateGate? Exit(bool? succeeded, BreakerPolicy policy, TimeSpan? firstToken = null, long? startedAt = null)
    {
        lock (_gate)
        {
            var before = _state;
            if (_state == CandidateGate.HalfOpen && startedAt < _openedAt)
            {
                // An old answer that ends while it is probed is no probe.
                return null;
            }

            if (_state == CandidateGate.HalfOpen)
            {
                _probes = Math.Max(0, _probes - 1);
                Probe(succeeded == true && firstToken is { } took && policy.SlowFactor > 0 && _pace.IsSlow(took, policy.SlowFactor, policy.MinCalls) ? false : succeeded, policy);
            }
            else if (_state == CandidateGate.Closed)
            {
                Count(succeeded, firstToken, policy, startedAt ?? long.MaxValue);
            }

            return _state == before ? null : _state;
        }
    }

    /// <summary>The state now, without taking a place.</summary>
    public CandidateGate Peek(BreakerPolicy policy)
    {
        if (_state == CandidateGate.Closed)
        {
            return CandidateGate.Closed;
        }

        lock (_gate)
        {
            return StateNow(policy) == CandidateGate.HalfOpen && _probes >= policy.HalfOpen ? CandidateGate.Open : _state;
        }
    }

    /// <summary>How it stands, for people.</summary>
    public CircuitReading Read(BreakerPolicy policy)
    {
        var state = Peek(policy);
        lock (_gate)
        {
            if (_state == CandidateGate.Closed)
            {
                return new CircuitReading(state, _consecutive, null, null);
            }

            var openedAt = time.GetUtcNow() - time.GetElapsedTime(_openedAt);
            return new CircuitReading(state, _opening, openedAt, openedAt + policy.OpenFor);
        }
    }

    /// <summary>Closes it and forgets what opened it.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            (_state, _consecutive, _probes, _successes) = (CandidateGate.Closed, 0, 0, 0);
            _window.Clear();
            _pace.Clear();
        }
    }

    /// <summary>Time until the next probe may go; zero when one may go now.</summary>
    public TimeSpan UntilProbe(BreakerPolicy policy)
    {
        lock (_gate)
        {
            if (_state != CandidateGate.Open)
            {
                return TimeSpan.Zero;
            }

            var left = policy.OpenFor - time.GetElapsedTime(_openedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private CandidateGate StateNow(BreakerPolicy policy)
    {
        if (_state == CandidateGate.Open && time.GetElapsedTime(_openedAt) >= policy.OpenFor)
        {
            (_state, _probes, _successes) = (CandidateGate.HalfOpen, 0, 0);
        }

        return _state;
    }

    private void Probe(bool? succeeded, BreakerPolicy policy)
    {
        if (succeeded == false)
        {
            Open();
        }
        else if (succeeded == true && ++_successes >= policy.Successes)
        {
            _state = CandidateGate.Closed;
            _consecutive = 0;
            _window.Clear();
        }
    }

    private void Count(bool? succeeded, TimeSpan? firstToken, BreakerPolicy policy, long startedAt)
    {
        if (firstToken is { } took && policy.SlowFactor > 0 && _pace.Add(took, policy.Window, policy.SlowFactor, policy.MinCalls))
        {
            Open();
            return;
        }

        if (succeeded is not { } known)
        {
            return;
        }

        if (!known)
        {
            _consecutive++;
            _failedAt = time.GetTimestamp();
        }
        else if (startedAt >= _failedAt)
        {
            // An old answer that ends well does not speak for a provider that has failed since.
            _consecutive = 0;
        }

        var (calls, failures) = _window.Add(known, policy.Window);
        if (_consecutive >= policy.Failures || (calls >= policy.MinCalls && failures >= policy.ErrorRate * calls))
        {
            Open();
        }
    }

    private void Open()
    {
        _state = CandidateGate.Open;
        _openedAt = time.GetTimestamp();
        _opening = Math.Max(1, _consecutive);
        _consecutive = 0;
        _pace.Clear();
    }
}
