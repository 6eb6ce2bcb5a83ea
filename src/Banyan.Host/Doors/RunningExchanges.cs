using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>Every answer under way: what must end when a key is taken back or the process shuts down.</summary>
internal sealed class RunningExchanges(TimeProvider time)
{
    private readonly ConcurrentDictionary<RunningExchange, bool> _running = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isClosed;

    /// <summary>Whether nothing new may begin.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Notes an answer that begins; null once closed.</summary>
    public RunningExchange? Begin(HttpContext http, Caller caller)
    {
        var begun = new RunningExchange(http, caller, time, Left);
        _running[begun] = true;

        // Looked at after it was added: who closes sees the one or is seen by the other.
        Interlocked.MemoryBarrier();
        if (!_isClosed)
        {
            return begun;
        }

        _ = begun.DisposeAsync().AsTask();
        return null;
    }

    /// <summary>Stops those of which <paramref name="which"/> says yes.</summary>
    public void Stop(Func<RunningExchange, bool> which, Failure why) => Stop(one => which(one) ? why : null);

    /// <summary>Stops those for which <paramref name="why"/> gives a reason.</summary>
    public void Stop(Func<RunningExchange, Failure?> why)
    {
        foreach (var (running, _) in _running)
        {
            if (why(running) is { } reason)
            {
                running.Stop(reason);
            }
        }
    }

    /// <summary>Lets nothing new begin.</summary>
    /// <returns>Completes when the last answer has ended.</returns>
    public Task CloseAsync()
    {
        _isClosed = true;
        Interlocked.MemoryBarrier();
        TellEmpty();
        return _empty.Task;
    }

    private void Left(RunningExchange left)
    {
        _running.TryRemove(left, out _);
        if (_isClosed)
        {
            TellEmpty();
        }
    }

    private void TellEmpty()
    {
        if (_running.IsEmpty)
        {
            _empty.TrySetResult();
        }
    }
}
