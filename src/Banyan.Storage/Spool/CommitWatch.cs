namespace Banyan.Storage.Spool;

/// <summary>Who waits until the database has rows: rows are numbered in the order they stand in the spool, and are taken in. Thread-safe.</summary>
internal sealed class CommitWatch(TimeProvider time) : IDisposable
{
    // As long as a statement may take: a database that needs longer is away.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Queue<(long Last, TaskCompletionSource Waiter)> _waiting = [];
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private long _ended;
    private long _taken;

    /// <summary>Notes a row at the end of the spool.</summary>
    public void Ended()
    {
        lock (_gate)
        {
            _ended++;
        }
    }

    /// <summary>Notes that the database has the next rows.</summary>
    public void Taken(int rows)
    {
        lock (_gate)
        {
            _taken += rows;
            while (_waiting.TryPeek(out var first) && first.Last <= _taken)
            {
                _waiting.Dequeue();
                first.Waiter.TrySetResult();
            }
        }
    }

    /// <summary>Completes once the database has every row there is now, or after two seconds.</summary>
    public async ValueTask WaitAsync()
    {
        TaskCompletionSource waiter;
        lock (_gate)
        {
            if (_taken >= _ended)
            {
                return;
            }

            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((_ended, waiter));
            if (_wanted.CurrentCount == 0)
            {
                _wanted.Release();
            }
        }

        try
        {
            await waiter.Task.WaitAsync(Most, time);
        }
        catch (TimeoutException)
        {
            // The database is away: the rows are synced, and follow when it is back.
        }
    }

    /// <summary>Completes when somebody began to wait since it last completed.</summary>
    public Task WantedAsync(CancellationToken cancellationToken) => _wanted.WaitAsync(cancellationToken);

    public void Dispose() => _wanted.Dispose();
}
