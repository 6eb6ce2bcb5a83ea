using System.Diagnostics.CodeAnalysis;

namespace Banyan.GraphQL.Execution;

/// <summary>Work that finished elsewhere, waiting for the one loop that owns the answer.</summary>
internal sealed class Inbox
{
    private readonly Lock _gate = new();
    private Queue<Arrival>? _arrived;
    private TaskCompletionSource? _waiting;
    private bool _isKnocked;
    private bool _isClosed;

    /// <summary>Hands over what finished; from any thread. After <see cref="Close"/> it is thrown away.</summary>
    public void Post(Arrival arrival)
    {
        TaskCompletionSource? wake = null;
        bool isLate;
        lock (_gate)
        {
            isLate = _isClosed;
            if (!isLate)
            {
                (_arrived ??= new Queue<Arrival>()).Enqueue(arrival);
                (wake, _waiting) = (_waiting, null);
            }
        }

        wake?.SetResult();
        if (isLate)
        {
            arrival.Discard();
        }
    }

    /// <summary>Wakes the loop although nothing arrived: keys wait for a batch, or time is up.</summary>
    public void Knock()
    {
        TaskCompletionSource? wake;
        lock (_gate)
        {
            (wake, _waiting) = (_waiting, null);
            _isKnocked = wake is null;
        }

        wake?.SetResult();
    }

    /// <summary>The next that finished; false when there is none now.</summary>
    public bool TryTake([NotNullWhen(true)] out Arrival? arrival)
    {
        lock (_gate)
        {
            arrival = null;
            return _arrived is not null && _arrived.TryDequeue(out arrival);
        }
    }

    /// <summary>Waits for an arrival or a knock.</summary>
    public Task WaitAsync()
    {
        lock (_gate)
        {
            if (_arrived is { Count: > 0 } || _isKnocked)
            {
                _isKnocked = false;
                return Task.CompletedTask;
            }

            _waiting = new TaskCompletionSource();
            return _waiting.Task;
        }
    }

    /// <summary>Takes nothing any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        while (TryTake(out var arrival))
        {
            arrival.Discard();
        }
    }
}
