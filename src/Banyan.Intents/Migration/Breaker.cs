namespace Banyan.Intents.Migration;

/// <summary>Leaves a failing backend alone for one intent, and tries it again with one call at a time. Thread-safe.</summary>
/// <remarks>Opens on 5 failures in a row, or on half of at least 20 calls within 30 s. Stays open 10 s, twice as long after each failed probe, at most 60 s. Two good probes close it.</remarks>
internal sealed class Breaker(TimeProvider time)
{
    private const int FailuresInARow = 5, LeastCalls = 20, ProbesToClose = 2;
    private static readonly TimeSpan ShortestOpen = TimeSpan.FromSeconds(10), LongestOpen = TimeSpan.FromSeconds(60), Span = TimeSpan.FromSeconds(30);

    // A probe whose caller was stopped before it could report must not hold the place for ever.
    private static readonly TimeSpan ProbeHolds = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private int _inARow, _calls, _failures, _goodProbes;
    private long _spanBegan = time.GetTimestamp(), _openedAt, _probeAt;
    private TimeSpan _openFor = ShortestOpen;
    private bool _isOpen, _isProbing;

    /// <summary>How it stands: <c>closed</c>, <c>open</c> or <c>half-open</c>.</summary>
    public string State
    {
        get
        {
            lock (_gate)
            {
                return !_isOpen ? "closed" : IsResting() ? "open" : "half-open";
            }
        }
    }

    /// <summary>Whether a call may be made now; while half-open this takes the one place.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                return true;
            }

            if (IsResting() || (_isProbing && time.GetElapsedTime(_probeAt) < ProbeHolds))
            {
                return false;
            }

            _isProbing = true;
            _probeAt = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Takes in how a call went.</summary>
    public void Report(bool isWell)
    {
        lock (_gate)
        {
            if (_isOpen)
            {
                Probed(isWell);
                return;
            }

            if (time.GetElapsedTime(_spanBegan) > Span)
            {
                (_spanBegan, _calls, _failures) = (time.GetTimestamp(), 0, 0);
            }

            _calls++;
            _failures += isWell ? 0 : 1;
            _inARow = isWell ? 0 : _inARow + 1;
            if (_inARow >= FailuresInARow || (!isWell && _calls >= LeastCalls && _failures * 2 >= _calls))
            {
                Open(ShortestOpen);
            }
        }
    }

    private bool IsResting() => time.GetElapsedTime(_openedAt) < _openFor;

    private void Probed(bool isWell)
    {
        // Late news of a call that began before it opened decide nothing.
        if (IsResting())
        {
            return;
        }

        _isProbing = false;
        if (!isWell)
        {
            Open(_openFor * 2 < LongestOpen ? _openFor * 2 : LongestOpen);
        }
        else if (++_goodProbes >= ProbesToClose)
        {
            (_isOpen, _inARow, _calls, _failures, _spanBegan) = (false, 0, 0, 0, time.GetTimestamp());
        }
    }

    private void Open(TimeSpan openFor) => (_isOpen, _isProbing, _goodProbes, _openedAt, _openFor) = (true, false, 0, time.GetTimestamp(), openFor);
}
