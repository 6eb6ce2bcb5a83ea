using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;

namespace Banyan.Intents.Running.Holding;

/// <summary>What holding a run needs.</summary>
internal sealed record HoldParts(IJournalStore Journal, ILeases Leases, IChangeNotices Notices, TimeProvider Time, RunningOptions Options)
{
    /// <summary>Who learns of answered runs.</summary>
    public IReadOnlyList<IRunObserver> Observers { get; init; } = [];

    /// <summary>Now, to the microsecond, as stores keep it.</summary>
    public DateTimeOffset Now()
    {
        var now = Time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>Folds what is written, or in line to be.</summary>
    public static RunState Fold(RunState state, JournalAppend append) =>
        append.Events.Aggregate(state, (now, entry) => RunFold.Apply(now, new JournalEvent(now.Head + 1, entry.Kind, append.At, append.Node, append.Fence, entry.Data)));

    /// <summary>Renews a lease; null when the store can't be reached.</summary>
    public async Task<bool?> TryRenewAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            return await Leases.RenewAsync(lease, Options.LeaseLife, cancellationToken);
        }
        catch (StoreAwayException)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Lets a lease go; one that can't be runs out by itself.</summary>
    public async Task LetGoAsync(Lease lease)
    {
        try
        {
            await Leases.ReleaseAsync(lease, CancellationToken.None);
        }
        catch (StoreAwayException)
        {
        }
    }

    /// <summary>Wakes whoever watches a run; a notice that is lost is made up for by looking.</summary>
    public async Task TellAsync(string notice)
    {
        try
        {
            await Notices.TellAsync(RunNames.Topic, notice, CancellationToken.None);
        }
        catch (StoreAwayException)
        {
        }
    }
}
