using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Calling;

/// <summary>Keeps calls to one backend within its concurrency and its rate, on this node. First come, first served.</summary>
internal sealed class BackendGate(Backend backend, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(backend.Concurrency);
    private readonly Lock _gate = new();
    private DateTimeOffset _paidUntil;

    /// <summary>Waits for a place and for the rate.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            if (Reserve() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            _places.Release();
            throw;
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => _places.Release();

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();

    /// <summary>A second's worth may come at once; what is beyond it is spread.</summary>
    private TimeSpan Reserve()
    {
        var now = time.GetUtcNow();
        var each = TimeSpan.FromSeconds(1 / Math.Max(backend.RequestsPerSecond, 0.01));
        lock (_gate)
        {
            var from = _paidUntil > now ? _paidUntil : now;
            _paidUntil = from + each;
            var burst = each > TimeSpan.FromSeconds(1) ? each : TimeSpan.FromSeconds(1);
            return _paidUntil - now - burst;
        }
    }
}
