using Banyan.Gateway.Spine;
using Banyan.Intents.Running;

namespace Banyan.Intents;

/// <summary>A place in a conversation's line; disposing it lets the next one in.</summary>
internal sealed class ConversationPlace(ILeases leases, TimeProvider time, PlaceInLine place, Action leave) : IAsyncDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private Lease? _lease;
    private ITimer? _renewing;

    /// <summary>Whether the turn had to be waited for, so that something may have been asked of the run meanwhile.</summary>
    public bool HadToWait { get; private set; }

    /// <summary>Waits for the turn, on this node and then among nodes; whoever has it already need not wait again.</summary>
    /// <returns>False when it did not come in time.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (_lease is not null)
        {
            return true;
        }

        var began = time.GetTimestamp();
        HadToWait = !place.Before.IsCompleted;
        try
        {
            await place.Before.WaitAsync(place.Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }

        while (true)
        {
            _lease = await leases.TryTakeAsync(place.Tenant, RunNames.Conversation(place.Conversation.ToString("D")), Life, cancellationToken);
            if (_lease is { } held)
            {
                _renewing = time.CreateTimer(_ => _ = TryAsync(() => leases.RenewAsync(held, Life, CancellationToken.None)), null, Life / 3, Life / 3);
                return true;
            }

            if (time.GetElapsedTime(began) >= place.Patience)
            {
                return false;
            }

            HadToWait = true;
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

        leave();
    }

    /// <summary>A lease that can't be renewed or let go runs out by itself; journals are fenced on their own.</summary>
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
