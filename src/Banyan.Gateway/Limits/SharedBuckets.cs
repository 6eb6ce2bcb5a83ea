using System.Collections.Concurrent;

namespace Banyan.Gateway.Limits;

/// <summary>Buckets that nodes share: a node draws small shares ahead, so that most requests ask no store, and refuses only after asking.</summary>
/// <remarks>
/// 1 what is spare here, or was refused a moment ago; 2 the stores, first to last, with what is spare or owed told along; 3 no store in reach: this node's part of the limit.
/// Few ask at once: of a burst the first ones bring units or a refusal, and the others need not ask any more.
/// </remarks>
internal sealed class SharedBuckets(IReadOnlyList<StoreGuard> stores, TimeProvider time) : IBuckets, IDisposable
{
    private const int MostAsking = 4;

    // A node's share is at most a hundredth of a minute's worth.
    private const long ShareDivisor = 100;

    private readonly ConcurrentDictionary<BucketKey, Share> _shares = new();
    private readonly SemaphoreSlim _asking = new(MostAsking);
    private int _nodes = 1;
    private int _isFlushing;

    /// <summary>How the stores stand, in the order they are asked.</summary>
    public IEnumerable<StoreStanding> Stores => stores.Select(static store => store.Standing);

    /// <inheritdoc />
    public ValueTask<bool> TakeAsync(CounterLine[] lines, CancellationToken cancellationToken)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            (lines[i].Granted, lines[i].IsShort, lines[i].IsAway) = (0, false, false);
        }

        return TakeHere(lines) is { } known ? new(known) : DrawAsync(lines, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask ReadAsync(CounterLine[] lines, CancellationToken cancellationToken)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i].Need = 0;
        }

        await AskAsync(lines, [.. Enumerable.Range(0, lines.Length)]);
    }

    /// <inheritdoc />
    public void Dispose() => _asking.Dispose();

    /// <inheritdoc />
    public double Peek(in BucketKey key)
    {
        if (!_shares.TryGetValue(key, out var share))
        {
            return 0;
        }

        lock (share)
        {
            return share.Level(key.Unit == LimitUnit.Concurrent, Window.Now(time));
        }
    }

    /// <inheritdoc />
    public void Book(in CounterLine line, long units)
    {
        var share = Find(line.Key);
        var isConcurrent = line.Key.Unit == LimitUnit.Concurrent;
        bool isDirty;
        lock (share)
        {
            share.Book(line, units, Volatile.Read(ref _nodes), Window.Now(time));
            isDirty = isConcurrent && share.IsDirty(isConcurrent);
        }

        // Others wait for it: told at once. What belongs to a minute is told with the next draw or flush.
        if (isDirty && Interlocked.Exchange(ref _isFlushing, 1) == 0)
        {
            _ = Task.Run(FlushOnceAsync);
        }
    }

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<BucketKey, double>> Used()
    {
        var now = Window.Now(time);
        foreach (var (key, share) in _shares)
        {
            var isConcurrent = key.Unit == LimitUnit.Concurrent;
            double used;
            lock (share)
            {
                used = share.Level(isConcurrent, now) / (isConcurrent ? share.Limit : Window.Minute);
            }

            yield return KeyValuePair.Create(key, used);
        }
    }

    /// <summary>Tells the stores what is spare or owed.</summary>
    /// <param name="isTick">Whether a while has passed: shares nobody took from since go back.</param>
    public async Task FlushAsync(bool isTick)
    {
        var orders = new List<CounterLine>();
        var now = Window.Now(time);
        foreach (var (key, share) in _shares)
        {
            lock (share)
            {
                if (share.IsDirty(key.Unit == LimitUnit.Concurrent))
                {
                    orders.Add(share.Order(new CounterLine { Key = key, Limit = share.Limit }, 0, now));
                }
                else if (isTick && share.IsBlank(now))
                {
                    // Whoever holds it already writes into a share that is forgotten: one request's worth, at most.
                    _shares.TryRemove(key, out _);
                }

                if (isTick)
                {
                    share.Tick();
                }
            }
        }

        foreach (var chunk in orders.Chunk(100))
        {
            Settle(chunk, await SendAsync(chunk));
        }
    }

    /// <summary>Gives back every share nobody used: the node is about to end.</summary>
    public Task GiveBackAsync()
    {
        foreach (var share in _shares.Values)
        {
            lock (share)
            {
                share.Tick();
            }
        }

        return FlushAsync(isTick: false);
    }

    /// <summary>Says to every store that this node lives, and learns how many there are.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        var held = new List<CounterLine>();
        foreach (var (key, share) in _shares)
        {
            lock (share)
            {
                if (key.Unit == LimitUnit.Concurrent)
                {
                    held.Add(new CounterLine { Key = key, Limit = share.Limit, Floor = share.Held, Need = share.Asked });
                }
            }
        }

        var most = 0;
        foreach (var store in stores)
        {
            most = Math.Max(most, await store.BeatAsync(held, cancellationToken) ?? 0);
        }

        // With no store in reach those last known are taken to live.
        if (most > 0)
        {
            Volatile.Write(ref _nodes, most);
        }
    }

    /// <summary>Decides without asking; null where a store must be asked.</summary>
    private bool? TakeHere(CounterLine[] lines)
    {
        var (asks, refused, now) = (false, false, Window.Now(time));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Granted > 0)
            {
                continue;
            }

            var share = Find(lines[i].Key);
            lock (share)
            {
                if (!share.TryTake(ref lines[i], now))
                {
                    asks |= !lines[i].IsShort;
                    refused |= lines[i] is { IsShort: true, IsShadow: false };
                }
            }
        }

        if (refused)
        {
            Undo(lines);
            return false;
        }

        return asks ? null : true;
    }

    private async ValueTask<bool> DrawAsync(CounterLine[] lines, CancellationToken cancellationToken)
    {
        try
        {
            await _asking.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Undo(lines);
            throw;
        }

        try
        {
            if (TakeHere(lines) is { } known)
            {
                return known;
            }

            var asked = new List<int>(lines.Length);
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i] is { Need: > 0, Granted: 0, IsShort: false })
                {
                    asked.Add(i);
                }
            }

            return await AskAsync(lines, asked);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Asks for the lines at these places, and takes them all or gives up what was taken of the others.</summary>
    private async ValueTask<bool> AskAsync(CounterLine[] lines, List<int> at)
    {
        var order = new CounterLine[at.Count];
        var now = Window.Now(time);
        for (var j = 0; j < order.Length; j++)
        {
            ref var line = ref lines[at[j]];
            var share = Find(line.Key);
            lock (share)
            {
                order[j] = share.Order(line, line.Need == 0 ? 0 : line.Limit / ShareDivisor, now);
            }
        }

        // What was sent can't be taken back: it is awaited whoever leaves meanwhile, and for no longer than stores are waited for.
        var answer = await SendAsync(order);
        var fits = answer != StoreAnswer.Refused;
        now = Window.Now(time);
        for (var j = 0; j < order.Length; j++)
        {
            ref var line = ref lines[at[j]];
            var share = Find(line.Key);
            lock (share)
            {
                // One step under one lock: what was granted for this line is nobody else's.
                if (answer is StoreAnswer.Taken or StoreAnswer.Refused)
                {
                    share.Learn(order[j], now);
                    share.Use(ref line, order[j], answer == StoreAnswer.Taken);
                }
                else
                {
                    share.Restore(order[j], answer, now);
                    fits &= share.TryTakeAway(ref line, Volatile.Read(ref _nodes), now) || line.IsShadow;
                }
            }
        }

        if (!fits)
        {
            Undo(lines);
        }

        return fits;
    }

    /// <summary>Asks the stores until one answers.</summary>
    private async ValueTask<StoreAnswer> SendAsync(CounterLine[] order)
    {
        var none = StoreAnswer.Unasked;
        for (var i = 0; i < stores.Count; i++)
        {
            // A copy for each: one that answers late writes into its own.
            var asked = (CounterLine[])order.Clone();
            var answer = await stores[i].TakeAsync(asked);
            if (answer is StoreAnswer.Taken or StoreAnswer.Refused)
            {
                asked.CopyTo(order, 0);
                return answer;
            }

            none = answer == StoreAnswer.Unknown ? answer : none;
        }

        return none;
    }

    /// <summary>Takes in what became of an order nobody waits for.</summary>
    private void Settle(CounterLine[] order, StoreAnswer answer)
    {
        var now = Window.Now(time);
        foreach (var line in order)
        {
            var share = Find(line.Key);
            lock (share)
            {
                if (answer is StoreAnswer.Taken or StoreAnswer.Refused)
                {
                    share.Learn(line, now);
                }
                else
                {
                    share.Restore(line, answer, now);
                }
            }
        }
    }

    private void Undo(CounterLine[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Granted > 0)
            {
                var share = Find(lines[i].Key);
                lock (share)
                {
                    share.Book(lines[i], -lines[i].Granted, Volatile.Read(ref _nodes), Window.Now(time));
                }

                lines[i].Granted = 0;
            }
        }
    }

    private async Task FlushOnceAsync()
    {
        // Before the look, so that what comes during it is looked for again.
        Volatile.Write(ref _isFlushing, 0);
        await FlushAsync(isTick: false);
    }

    private Share Find(in BucketKey key) => _shares.TryGetValue(key, out var share) ? share : _shares.GetOrAdd(key, static _ => new Share());
}
