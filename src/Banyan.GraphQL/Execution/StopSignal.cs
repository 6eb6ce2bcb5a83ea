using Banyan.GraphQL.Execution.Results;

namespace Banyan.GraphQL.Execution;

/// <summary>When a run's resolvers are to stop: the caller left, time is up, or their place in the answer is gone. Costs nothing until somebody waits or asks.</summary>
/// <param name="settings">The clock.</param>
/// <param name="limit">How long it may take; infinite when its resolvers see to that.</param>
/// <param name="inbox">Knocked at when the whole run is to stop.</param>
/// <param name="request">Signalled when the caller leaves.</param>
internal sealed class StopSignal(ExecutionSettings settings, TimeSpan limit, Inbox inbox, CancellationToken request) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly long _started = settings.Time.GetTimestamp();
    private CancellationTokenSource? _all;
    private Dictionary<int, CancellationTokenSource>? _scopes;
    private ITimer? _timer;
    private bool _isOver;

    /// <summary>What a resolver inside that object or list watches; 0 is the whole answer. From any thread.</summary>
    public CancellationToken TokenOf(int scope)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return new CancellationToken(canceled: true);
            }

            var all = ArmLocked();
            if (scope == 0)
            {
                return all.Token;
            }

            _scopes ??= [];
            if (!_scopes.TryGetValue(scope, out var source))
            {
                _scopes.Add(scope, source = CancellationTokenSource.CreateLinkedTokenSource(all.Token));
            }

            return source.Token;
        }
    }

    /// <summary>Begins to watch the clock and the caller.</summary>
    public void Arm()
    {
        lock (_gate)
        {
            ArmLocked();
        }
    }

    /// <summary>Whether time is up.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public bool Check()
    {
        request.ThrowIfCancellationRequested();
        return _all?.IsCancellationRequested == true;
    }

    /// <summary>Stops what works for places that are gone.</summary>
    public void CancelDead(ResultTree tree)
    {
        lock (_gate)
        {
            foreach (var (scope, source) in _scopes ?? [])
            {
                if (tree[scope].Kind == CellKind.Null || !tree.IsAlive(scope))
                {
                    _ = source.CancelAsync();
                }
            }
        }
    }

    /// <summary>Stops everything.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            _ = _all?.CancelAsync();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _timer?.Dispose();
            foreach (var source in _scopes?.Values ?? Enumerable.Empty<CancellationTokenSource>())
            {
                Release(source);
            }

            Release(_all);
        }
    }

    // One that was cancelled may still be telling those who watch it: disposing it now would leave some untold.
    private static void Release(CancellationTokenSource? source)
    {
        if (source is { IsCancellationRequested: false })
        {
            source.Dispose();
        }
    }

    private CancellationTokenSource ArmLocked()
    {
        if (_all is null)
        {
            _all = CancellationTokenSource.CreateLinkedTokenSource(request);
            _all.Token.UnsafeRegister(static state => ((Inbox)state!).Knock(), inbox);
            if (limit != Timeout.InfiniteTimeSpan)
            {
                var left = limit - settings.Time.GetElapsedTime(_started);
                var due = left > TimeSpan.Zero ? left : TimeSpan.Zero;
                _timer = settings.Time.CreateTimer(static state => ((StopSignal)state!).Cancel(), this, due, Timeout.InfiniteTimeSpan);
            }
        }

        return _all;
    }
}
