using System.Collections.Concurrent;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Budgets.Slices;
using Banyan.Gateway.Spine;

namespace Banyan.TestKit.Budgets;

/// <summary>A store of slices in memory, which may be away, or obey without saying so. It passes the suite of the real one.</summary>
public sealed class MemorySlices : IBudgetSlices
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CounterKey, (long Spent, long Reserved)> _counters = [];
    private readonly Dictionary<Guid, Kept> _slices = [];
    private readonly List<SliceOrder> _late = [];
    private readonly HashSet<Guid> _known = [], _ended = [];

    /// <summary>What the ledger says was spent from each slice.</summary>
    public ConcurrentDictionary<Guid, long> Ledger { get; } = [];

    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    /// <summary>Slices it holds for nodes.</summary>
    public int Slices
    {
        get
        {
            lock (_gate)
            {
                return _slices.Values.Count(one => one.IsHeld);
            }
        }
    }


    public bool IsAway { get; set; }

    /// <summary>Whether it obeys and is then away before it says so.</summary>
    public bool IsMute { get; set; }

    /// <summary>Whether orders get lost on their way and come when nobody waits for them any more, with <see cref="Arrive"/>.</summary>
    public bool IsSlow { get; set; }

    /// <summary>Whether it obeys an order after a later one, as it must not.</summary>
    public bool ObeysLate { get; set; }

    /// <summary>What it can't count.</summary>
    public Func<SliceOrder, bool> Refuses { get; set; } = static _ => false;

    /// <summary>What it waits for before it obeys.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async ValueTask<IReadOnlyList<SliceGrant?>> DrawAsync(IReadOnlyList<SliceOrder> orders)
    {
        await Gate;
        Look();
        lock (_gate)
        {
            Calls++;
            if (IsSlow)
            {
                _late.AddRange(orders);
                throw Away();
            }

            SliceGrant?[] grants = [.. orders.Select(Draw)];
            return IsMute ? throw Away() : grants;
        }
    }

    /// <summary>Whether it was told of a slice, or will be by an order on its way.</summary>
    public bool Hears(Guid slice) => _known.Contains(slice) || _late.Exists(order => order.Slice == slice);

    /// <summary>Obeys orders that nobody waits for any more.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Arrive()
    {
        lock (_gate)
        {
            var isAny = _late.Count > 0;
            foreach (var order in _late)
            {
                Draw(order);
            }

            _late.Clear();
            return isAny;
        }
    }

    public ValueTask<IReadOnlyList<CounterReading>> ReadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken)
    {
        Look();
        lock (_gate)
        {
            return new([.. lines.Select(line => Reading(line.Key))]);
        }
    }

    public ValueTask<IReadOnlyList<CounterReading>> OfBudgetAsync(string budgetId, DateTimeOffset periodStart, int most, CancellationToken cancellationToken)
    {
        Look();
        lock (_gate)
        {
            return new([.. _counters.Keys.Where(key => key.BudgetId == budgetId && key.PeriodStart == periodStart).Select(Reading).OrderByDescending(one => one.SpentNanoUsd + one.ReservedNanoUsd).Take(most)]);
        }
    }

    public ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Look();
        lock (_gate)
        {
            Guid[] late = [.. _slices.Where(one => one.Value.IsHeld && one.Value.Expires <= now).Select(one => one.Key)];
            Release([.. late, .. _slices.Where(one => one.Value is { IsHeld: false, Amount: 0 } && one.Value.Expires > now.AddHours(-1) && !_ended.Contains(one.Key)).Select(one => one.Key)]);
            return new(late.Length);
        }
    }

    public ValueTask RecoverAsync(IReadOnlyList<Guid> slices, CancellationToken cancellationToken)
    {
        Look();
        lock (_gate)
        {
            Release(slices);
        }

        return default;
    }

    private static StoreAwayException Away() => new("away", new IOException());

    private void Look()
    {
        if (IsAway)
        {
            throw Away();
        }
    }

    private CounterReading Reading(CounterKey key) => new(key, _counters.GetValueOrDefault(key).Spent, _counters.GetValueOrDefault(key).Reserved);

    private SliceGrant? Draw(SliceOrder order)
    {
        if (Refuses(order))
        {
            return null;
        }

        _known.Add(order.Slice);
        var before = _slices.GetValueOrDefault(order.Slice) ?? new Kept(order.Lines, 0, 0, default, true, 0);
        if (before.Number >= order.Number && !ObeysLate)
        {
            return new SliceGrant(-1, 0, 0, [.. order.Lines.Select(Used)]);
        }

        Count(order.Lines, order.Base - before.Amount, order.Charged - before.Charged);
        var lost = Math.Max(0, Math.Min(order.Free + order.Mine, order.Base - before.Amount));
        lost = order.Lines.Any(line => line.Holds && Used(line) > line.LimitNanoUsd) ? lost : 0;
        Count(order.Lines, -lost, 0);
        var need = order.Need + Math.Max(0, lost - order.Free);

        var rooms = order.Lines.Select(line => line.Holds ? line.LimitNanoUsd - Used(line) : long.MaxValue).ToArray();
        var room = rooms.Min();
        var refusedBy = need > 0 ? Array.FindIndex(rooms, one => one < need) : -1;
        var granted = 0L;
        if (refusedBy < 0)
        {
            var also = Math.Min(order.Also, Math.Max(0, room - need));
            granted = need + (also < order.Also ? also - (also % order.Unit) : also);
            var ahead = Math.Min(order.Ahead, (room - granted) / order.Part);
            granted += ahead >= order.Unit ? ahead : 0;
            Count(order.Lines, granted, 0);
        }

        _slices[order.Slice] = new Kept(order.Lines, order.Base - lost + granted, order.Charged, order.Expires, !order.IsLast, order.Number);
        if (order.IsLast)
        {
            _ended.Add(order.Slice);
            _ = order.LeavesTrace || _slices.Remove(order.Slice);
        }

        return new SliceGrant(refusedBy, granted - lost, room - granted, [.. order.Lines.Select(Used)]);
    }

    private long Used(BudgetLine line) => _counters.GetValueOrDefault(line.Key) is var (spent, reserved) ? spent + reserved : 0;

    private void Count(IReadOnlyList<BudgetLine> lines, long reserved, long spent)
    {
        foreach (var line in lines)
        {
            var (before, held) = _counters.GetValueOrDefault(line.Key);
            _counters[line.Key] = (before + spent, held + reserved);
        }
    }

    private void Release(IReadOnlyList<Guid> slices)
    {
        foreach (var id in slices)
        {
            if (_slices.TryGetValue(id, out var kept) && !_ended.Contains(id))
            {
                var spent = Math.Max(kept.Charged, Ledger.GetValueOrDefault(id));
                Count(kept.Lines, -kept.Amount, spent - kept.Charged);
                _slices[id] = kept with { Amount = 0, Charged = spent, IsHeld = false };
            }
        }
    }

    private sealed record Kept(IReadOnlyList<BudgetLine> Lines, long Amount, long Charged, DateTimeOffset Expires, bool IsHeld, long Number);
}
