namespace Banyan.Intents;

/// <summary>The line of one conversation on this node. Closed once it is empty, so that nobody joins a line that is thrown away.</summary>
internal sealed class ConversationLine
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private TaskCompletionSource _left = New();
    private int _standing;
    private bool _isClosed;

    /// <summary>How many stand in it, the first included.</summary>
    public int Standing => Volatile.Read(ref _standing);

    /// <summary>Done when the next one leaves; take it before looking, so that nobody is missed in between.</summary>
    public Task Left => Volatile.Read(ref _left).Task;

    /// <summary>Joins.</summary>
    /// <param name="before">Done when whoever stands before has left.</param>
    /// <param name="mine">To be done when this one leaves.</param>
    /// <returns>False when the line is closed.</returns>
    public bool TryJoin(out Task before, out TaskCompletionSource mine)
    {
        lock (_gate)
        {
            (before, mine) = (_last, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            if (_isClosed)
            {
                return false;
            }

            // A place is free when its own holder and everybody before have left: one who gives up early lets nobody overtake.
            _last = Task.WhenAll(before, mine.Task);
            _standing++;
            return true;
        }
    }

    /// <summary>Leaves.</summary>
    /// <returns>Whether the line is empty and closed now.</returns>
    public bool Leave()
    {
        lock (_gate)
        {
            _standing--;
            Interlocked.Exchange(ref _left, New()).TrySetResult();
            return _isClosed = _standing == 0;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
