using System.Collections.Concurrent;

namespace Banyan.Storage.Sqlite;

/// <summary>A thread of the writer's own, made with the first write. The library waits for the disk where it stands: on a shared worker every request behind it would wait too.</summary>
internal sealed class WriterThread : IDisposable
{
    private readonly BlockingCollection<Action> _line = [];
    private readonly Lock _gate = new();
    private Thread? _thread;

    /// <summary>Runs work there, after what was asked for before.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        Start();
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _line.Add(() =>
        {
            try
            {
                done.SetResult(work().GetAwaiter().GetResult());
            }
            catch (Exception failed)
            {
                // Whoever asked learns of it.
                done.SetException(failed);
            }
        });
        return done.Task;
    }

    /// <summary>Ends the thread when it has done what was asked of it.</summary>
    public void Dispose() => _line.CompleteAdding();

    private void Start()
    {
        lock (_gate)
        {
            if (_thread is null)
            {
                _thread = new Thread(Work) { IsBackground = true, Name = "SQLite writer" };
                _thread.UnsafeStart();
            }
        }
    }

    private void Work()
    {
        foreach (var work in _line.GetConsumingEnumerable())
        {
            work();
        }

        _line.Dispose();
    }
}
