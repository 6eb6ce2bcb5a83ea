using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets.Slices;

/// <summary>Tells the store how slices stand, many at a time.</summary>
internal sealed class SliceTeller(IBudgetSlices store, SliceBook book, SliceTimes times) : ISliceTeller
{
    private const int MostAtOnce = 100;
    private TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isAway;

    /// <summary>Whether the store did not answer the last order of this node.</summary>
    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    /// <inheritdoc />
    public int Slices => book.All().Count();

    /// <inheritdoc />
    public Task Wanted => Volatile.Read(ref _wanted).Task;

    /// <summary>Says that something is free here that others may wait for.</summary>
    public void Want() => Volatile.Read(ref _wanted).TrySetResult();

    /// <inheritdoc />
    public Task TellAsync(Telling why)
    {
        if (Wanted.IsCompleted)
        {
            Volatile.Write(ref _wanted, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        if (why == Telling.Tick)
        {
            book.Close(times.Oldest);
        }

        return TellAsync(why, static _ => true);
    }

    /// <inheritdoc />
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        book.Close(DateTimeOffset.MaxValue);
        await TellAsync(Telling.Tick, static _ => true, cancellationToken);
        await TellAsync(Telling.Tick, static _ => true, cancellationToken);
    }

    /// <summary>Gives back what is free in slices of a counter.</summary>
    /// <returns>Whether anything was.</returns>
    public Task<bool> GiveBackAsync(CounterKey wanted) => TellAsync(Telling.GiveBack, slice => (slice.HasFree || slice.Turn.CurrentCount == 0) && slice.IsOf(wanted));

    /// <summary>Tells all of slices of some counters, and gives back what is free in them.</summary>
    public Task ReadAsync(Func<CounterKey, bool> isRead) => TellAsync(Telling.Reading, slice => slice.Lines.Any(line => isRead(line.Key)));

    private async Task<bool> TellAsync(Telling why, Func<Slice, bool> isMeant, CancellationToken cancellationToken = default)
    {
        // In one order, since turns are waited for while others are held.
        var (meant, told) = (book.All().Where(one => isMeant(one.Slice)).OrderBy(static one => one.Slice.Id), 0);
        foreach (var chunk in meant.Chunk(MostAtOnce))
        {
            var sent = await TellAsync(why, chunk);
            told += sent;
            if ((sent > 0 && IsAway) || cancellationToken.IsCancellationRequested)
            {
                // It would answer none of the others either, each after as long a wait.
                break;
            }
        }

        return told > 0;
    }

    private async Task<int> TellAsync(Telling why, (Slice Slice, bool IsClosing)[] slices)
    {
        var orders = new List<(Slice Slice, SliceOrder Order)>();
        try
        {
            var (at, now) = (times.Timestamp, times.Moment(book.Count));
            foreach (var (slice, isClosing) in slices)
            {
                // Whoever has the turn tells of it, too; what is wanted back is waited for.
                if (why is Telling.GiveBack or Telling.Reading)
                {
                    await slice.Turn.WaitAsync();
                }
                else if (!slice.Turn.Wait(0))
                {
                    continue;
                }

                if (slice.Tell(why, isClosing, now) is { } order)
                {
                    orders.Add((slice, order));
                }
                else
                {
                    slice.Turn.Release();
                }
            }

            if (orders.Count > 0)
            {
                await SendAsync(orders, at);
            }

            return orders.Count;
        }
        finally
        {
            foreach (var (slice, _) in orders)
            {
                slice.Turn.Release();
            }
        }
    }

    private async Task SendAsync(List<(Slice Slice, SliceOrder Order)> orders, long at)
    {
        try
        {
            var grants = await store.DrawAsync([.. orders.Select(static one => one.Order)]);
            IsAway = false;
            for (var i = 0; i < orders.Count; i++)
            {
                var (slice, order) = orders[i];
                if (grants[i] is { } grant)
                {
                    slice.Take(order, grant, at);
                }
                else
                {
                    slice.Missed();
                }
            }
        }
        catch (StoreAwayException)
        {
            // At the next tick then: what is told are amounts, not changes of them. Who waited for this one need not try it again.
            IsAway = true;
            foreach (var (slice, _) in orders)
            {
                slice.Missed();
                slice.Unanswered = slice.Number();
            }
        }

        foreach (var (slice, _) in orders.Where(static one => one.Order.IsLast))
        {
            // Heard or not: nothing is left to be told, and one that is there still expires.
            book.Remove(slice);
        }
    }
}
