using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>One answer under way that can be ended from outside, with a reason its caller is told.</summary>
internal sealed class RunningExchange : IAsyncDisposable
{
    // A caller who does not read can't be told; a moment later the connection is cut.
    private static readonly TimeSpan TellingTime = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly HttpContext? _http;
    private readonly Action<RunningExchange> _left;
    private readonly CancellationTokenSource _stop;
    private readonly Lock _lock = new();
    private Task _stopping = Task.CompletedTask;
    private ITimer? _abort;
    private bool _isOver;

    /// <param name="http">Its connection, which is cut when its caller can't be told; null where it has none of its own.</param>
    /// <param name="caller">Who asked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="left">Told when it has ended.</param>
    /// <param name="gone">Cancelled when the caller leaves.</param>
    public RunningExchange(HttpContext? http, Caller caller, TimeProvider time, Action<RunningExchange> left, CancellationToken gone)
    {
        (_http, Caller, _time, _left) = (http, caller, time, left);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(gone);
    }

    /// <summary>Who asked.</summary>
    public Caller Caller { get; }

    /// <summary>What is asked; null where it is none of the gateway's, or not made yet.</summary>
    public Exchange? Exchange { get; set; }

    /// <summary>Who asks, with the use it names, where an answer of the orchestrator is made; null for anything else, which switches on callers leave alone.</summary>
    public Caller? Asks { get; set; }

    /// <summary>Cancelled when the caller leaves or the answer is stopped.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Why it was stopped; null when it was not.</summary>
    public Failure? Stopped { get; private set; }

    /// <summary>Ends the answer: the first reason counts.</summary>
    public void Stop(Failure why)
    {
        lock (_lock)
        {
            if (_isOver || Stopped is not null)
            {
                return;
            }

            Stopped = why;
            _abort = _http is null ? null : _time.CreateTimer(static http => ((HttpContext)http!).Abort(), _http, TellingTime, Timeout.InfiniteTimeSpan);
            _stopping = _stop.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isOver = true;
        }

        _left(this);
        if (_abort is { } abort)
        {
            await abort.DisposeAsync();
        }

        await _stopping;
        _stop.Dispose();
    }
}
