namespace Banyan.Gateway.Limits;

/// <summary>What buckets want done from time to time: shares told to the stores, signs of life, full buckets forgotten.</summary>
internal sealed class BucketUpkeep(IBuckets buckets)
{
    private static readonly TimeSpan BeatEvery = ILimitCounters.NodeLife / 3;

    /// <summary>Does it until stopped.</summary>
    /// <param name="flushEvery">The longest a share lies unused.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Stops it.</param>
    public async Task RunAsync(TimeSpan flushEvery, TimeProvider time, CancellationToken stopping)
    {
        var beating = EachAsync(BeatEvery, BeatAsync, time, stopping);
        if (buckets is SharedBuckets shared)
        {
            await EachAsync(flushEvery, _ => shared.FlushAsync(isTick: true), time, stopping);
        }

        await beating;
    }

    /// <summary>Gives back what is spare when the node ends.</summary>
    public Task EndAsync() => buckets is SharedBuckets shared ? shared.GiveBackAsync() : Task.CompletedTask;

    private Task BeatAsync(CancellationToken cancellationToken) => buckets switch
    {
        SharedBuckets shared => shared.BeatAsync(cancellationToken),
        MemoryCounters memory => memory.BeatAsync([], cancellationToken).AsTask(),
        _ => Task.CompletedTask,
    };

    private static async Task EachAsync(TimeSpan every, Func<CancellationToken, Task> work, TimeProvider time, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(every, time);
        await work(stopping);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await work(stopping);
        }
    }
}
