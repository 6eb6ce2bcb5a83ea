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

    /// <summary>What is said to whoever comes once it is closed.</summary>
    public static Failure Closed { get; } = new(FailureKind.Busy, "overloaded", "The service is shutting down; ask again.") { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Notes an answer that begins on a connection of its own, which is cut when its caller can't be told; null once closed.</summary>
    public RunningExchange? Begin(HttpContext http, Caller caller) => Begin(new RunningExchange(http, caller, time, Left, http.RequestAborted));

    /// <summary>Notes an answer that begins within something else, as one of several on a socket; null once closed.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="gone">Cancelled when nobody waits for it any more.</param>
    public RunningExchange? Begin(Caller caller, CancellationToken gone) => Begin(new RunningExchange(null, caller, time, Left, gone));

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

    private RunningExchange? Begin(RunningExchange begun)
    {
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
