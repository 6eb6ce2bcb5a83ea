using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Conversations;

/// <summary>A place in a conversation's line, and then its turn; disposing it lets the next one in.</summary>
internal sealed class ConversationTurn(ILeases leases, TimeProvider time, ConversationLine line, Action thrownAway) : IAsyncDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private Lease? _lease;
    private ITimer? _renewing;
    private bool _isHeld;

    /// <summary>Waits for the turn, on this node and then among nodes.</summary>
    /// <returns>False when it did not come in time.</returns>
    public async Task<bool> WaitAsync(string tenant, Guid conversation, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (!await HoldAsync(patience, cancellationToken))
        {
            return false;
        }

        while (true)
        {
            _lease = await leases.TryTakeAsync(tenant, $"kept-conversation:{conversation:D}", Life, cancellationToken);
            if (_lease is { } held)
            {
                _renewing = time.CreateTimer(_ => _ = TryAsync(() => leases.RenewAsync(held, Life, CancellationToken.None)), null, Life / 3, Life / 3);
                return true;
            }

            if (time.GetElapsedTime(began) >= patience)
            {
                return false;
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_renewing is not null)
        {
            await _renewing.DisposeAsync();
        }

        if (_lease is { } held)
        {
            await TryAsync(() => leases.ReleaseAsync(held, CancellationToken.None));
        }

        if (line.Leave(_isHeld))
        {
            thrownAway();
        }
    }

    private async Task<bool> HoldAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var mine = line.Ask();
        try
        {
            await mine.Task.WaitAsync(patience, time, cancellationToken);
            return _isHeld = true;
        }
        catch (Exception gaveUp) when (gaveUp is TimeoutException or OperationCanceledException)
        {
            _isHeld = !line.GiveUp(mine);
            if (gaveUp is OperationCanceledException)
            {
                throw;
            }

            return false;
        }
    }

    /// <summary>A lease that can't be renewed or let go runs out by itself; sequences are taken by the database.</summary>
    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StoreAwayException)
        {
        }
    }
}
