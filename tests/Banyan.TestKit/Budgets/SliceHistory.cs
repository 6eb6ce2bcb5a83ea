using Banyan.Gateway.Budgets;
using Banyan.Gateway.Budgets.Slices;
using Banyan.Gateway.Spine;

namespace Banyan.TestKit.Budgets;

/// <summary>A random history of three nodes that spend from slices of overlapping budgets: holds, raises, settlements, ticks, stops, crashes with and without a new start, long silences in which slices are given up under living nodes, and a store that is away, mute or hears orders late.</summary>
/// <remarks>
/// At every moment what the store counts stays within each enforced limit, and what exchanges hold and have spent within what it counts; after everything ended, expired or was recovered nothing is reserved,
/// and what is spent is what the ledger says.
/// </remarks>
public sealed class SliceHistory(IBudgetSlices store, Func<Guid, long, Task> write, FakeClock clock, int seed, MemorySlices? faulty = null)
{
    private const int Steps = 60;
    private readonly Random _random = new(seed);
    private readonly List<Running> _running = [];
    private readonly Dictionary<Guid, (int Node, int[] Places, long Cost)> _slices = [];
    private readonly List<Guid> _left = [];
    private readonly BudgetLine[] _all =
    [
        BudgetLines.Of($"global-{seed}", 14_000, "*"), BudgetLines.Of($"service-{seed}", 11_000), BudgetLines.Of($"user-{seed}", 4_000, "ada"), BudgetLines.Of($"told-{seed}", 1_000, "red", holds: false),
    ];

    // A node that crashed, or an order that comes when its slice is forgotten: what they hold goes when it expires.
    private bool _leavesSome;
    private bool _wasLate;
    private readonly long[] _spent = new long[4];
    private readonly BudgetNode[] _nodes = [.. Enumerable.Range(0, 3).Select(_ => new BudgetNode(store, new FakeSpending(), clock))];

    /// <summary>Runs it.</summary>
    /// <returns>What went wrong first; null when nothing did.</returns>
    public async Task<string?> RunAsync()
    {
        for (var step = 0; step < Steps; step++)
        {
            await DisturbAsync();
            await StepAsync();
            Calm();
            if (await CompareAsync($"history {seed}, step {step}") is { } wrong)
            {
                return wrong;
            }
        }

        return await EndAsync();
    }

    private Task StepAsync() => _random.Next(20) switch
    {
        < 9 => HoldAsync(),
        < 11 => RaiseAsync(),
        < 16 => SettleAsync(),
        < 18 => TickAsync(),
        18 => _nodes[_random.Next(3)].PromptAsync(),
        _ => _random.Next(3) == 0 ? SilenceAsync() : CrashAsync(),
    };

    /// <summary>Nobody hears from the nodes for so long that all exchanges are over and their slices are given up; then one takes all that is left.</summary>
    private async Task SilenceAsync()
    {
        foreach (var running in _running.ToArray())
        {
            await EndAsync(running, _random.NextInt64(0, running.Amount + 1));
        }

        clock.Advance(TimeSpan.FromMinutes(4));
        Calm();
        await store.ExpireAsync(clock.GetUtcNow(), default);
        var readings = await store.ReadAsync(_all, default);
        var left = Enumerable.Range(0, 2).Min(at => _all[at].LimitNanoUsd - readings[at].SpentNanoUsd - readings[at].ReservedNanoUsd);
        await TryAsync(new Running(_random.Next(3), Guid.CreateVersion7(), [0, 1], 0, null), left, isNew: true);
    }

    private async Task HoldAsync()
    {
        var (node, exchange, at) = (_random.Next(3), Guid.CreateVersion7(), Places());
        var amount = _random.Next(8) == 0 ? _random.Next(0, 4_000) : _random.Next(0, 60);
        await TryAsync(new Running(node, exchange, at, 0, null), amount, isNew: true);
    }

    private async Task RaiseAsync()
    {
        if (Any() is { } running)
        {
            await TryAsync(running, running.Amount + _random.Next(0, 100), isNew: false);
        }
    }

    private async Task TryAsync(Running running, long amount, bool isNew)
    {
        try
        {
            var result = await _nodes[running.Node].Counters.HoldAsync(running.Exchange, [.. running.Places.Select(place => _all[place])], amount, clock.GetUtcNow().AddMinutes(2), default);
            if (result.IsHeld)
            {
                _running.Remove(running);
                _running.Add(running with { Amount = amount, Slice = result.Slice });
            }
        }
        catch (StoreAwayException) when (isNew || running.Amount <= amount)
        {
            // Refused with 503; nothing more is held than before.
        }
    }

    private async Task SettleAsync()
    {
        if (Any() is { } running)
        {
            await EndAsync(running, _random.Next(4) == 0 ? 0 : _random.NextInt64(0, running.Amount + 1));
            await _nodes[running.Node].Counters.SettleAsync([new Settlement(running.Exchange, 7)], default);
        }
    }

    private async Task EndAsync(Running running, long actual)
    {
        await LedgerAsync(running, actual);
        await _nodes[running.Node].Counters.SettleAsync([new Settlement(running.Exchange, actual)], default);
    }

    private async Task LedgerAsync(Running running, long actual)
    {
        _running.Remove(running);
        foreach (var place in running.Places)
        {
            _spent[place] += actual;
        }

        var slice = running.Slice!.Value;
        _slices[slice] = (running.Node, running.Places, actual + (_slices.TryGetValue(slice, out var before) ? before.Cost : 0));
        await write(slice, actual);
    }

    private async Task TickAsync()
    {
        clock.Advance(TimeSpan.FromMilliseconds(_random.Next(3) == 0 ? 20_000 : 250));
        await _nodes[_random.Next(3)].TickAsync();
    }

    /// <summary>A node is gone; what ran on it is in the ledger with its estimate. Now and then it starts again at once and recovers.</summary>
    private async Task CrashAsync()
    {
        var node = _random.Next(3);
        _leavesSome = true;
        _nodes[node] = new BudgetNode(store, new FakeSpending(), clock);
        foreach (var running in _running.Where(one => one.Node == node).ToArray())
        {
            _left.Add(running.Slice!.Value);
            await LedgerAsync(running, _random.NextInt64(0, running.Amount + 1));
        }

        foreach (var (slice, (_, places, cost)) in _slices.Where(one => one.Value.Node == node && faulty is not null && !faulty.Hears(one.Key)).ToArray())
        {
            // Of budgets that only count, a node that is killed before the store was back takes along what it had not told.
            _slices.Remove(slice);
            _spent[places[^1]] -= cost;
        }

        if (_random.Next(2) == 0 && faulty is not { IsAway: true })
        {
            await store.RecoverAsync([.. _left], default);
        }
    }

    private async Task<string?> EndAsync()
    {
        foreach (var running in _running.ToArray())
        {
            await EndAsync(running, running.Amount);
        }

        foreach (var node in _nodes)
        {
            await node.EndAsync();
        }

        if (!_leavesSome && await CheckAsync("stopped") is { } kept)
        {
            return kept;
        }

        faulty?.Arrive();
        clock.Advance(TimeSpan.FromMinutes(10));
        await store.ExpireAsync(clock.GetUtcNow(), default);
        return await CheckAsync("end");
    }

    private async Task<string?> CheckAsync(string when)
    {
        var readings = await store.ReadAsync(_all, default);
        for (var at = 0; at < _all.Length; at++)
        {
            if (readings[at].ReservedNanoUsd != 0 || readings[at].SpentNanoUsd != _spent[at])
            {
                return $"history {seed}, {when}: {_all[at].Rule.Id} says {readings[at].SpentNanoUsd} spent and {readings[at].ReservedNanoUsd} reserved, the ledger says {_spent[at]}";
            }
        }

        return null;
    }

    private async Task<string?> CompareAsync(string when)
    {
        var readings = await store.ReadAsync(_all, default);
        for (var at = 0; at < _all.Length; at++)
        {
            var (_, spent, reserved) = readings[at];
            var held = _running.Where(one => one.Places.Contains(at)).Sum(one => one.Amount);
            if (_spent[at] + held > _all[at].LimitNanoUsd && _all[at].Holds)
            {
                return $"{when}: {_spent[at]} is spent of {_all[at].Rule.Id} and {held} held, of {_all[at].LimitNanoUsd}";
            }

            // An order that comes late may say that more is reserved than is, until its node is heard again.
            if (spent + reserved > _all[at].LimitNanoUsd && _all[at].Holds && !_wasLate)
            {
                return $"{when}: {_all[at].Rule.Id} counts {spent} spent and {reserved} reserved of {_all[at].LimitNanoUsd}";
            }

            if (spent + reserved < _spent[at] + held && _all[at].Holds)
            {
                return $"{when}: {_all[at].Rule.Id} counts {spent} spent and {reserved} reserved, {_spent[at]} is spent and {held} held";
            }

            if (spent > _spent[at])
            {
                return $"{when}: {_all[at].Rule.Id} counts {spent} spent, it is {_spent[at]}";
            }
        }

        return null;
    }

    private async Task DisturbAsync()
    {
        if (faulty is not null)
        {
            if (_random.Next(5) == 0)
            {
                // One that comes when its time is over is given up at the next look.
                _wasLate |= faulty.Arrive();
                await store.ExpireAsync(clock.GetUtcNow(), default);
            }

            (faulty.IsAway, faulty.IsMute, faulty.IsSlow) = (_random.Next(8) == 0, _random.Next(8) == 0, seed % 2 == 0 && _random.Next(8) == 0);
            _leavesSome |= faulty.IsSlow;
        }
    }

    private void Calm()
    {
        if (faulty is not null)
        {
            (faulty.IsAway, faulty.IsMute, faulty.IsSlow) = (false, false, false);
        }
    }

    private int[] Places() => _random.Next(4) switch
    {
        0 => [0, 1, 2],
        1 => [0, 1, 3],
        2 => [3],
        _ => [0, 1],
    };

    private Running? Any() => _running.Count == 0 ? null : _running[_random.Next(_running.Count)];

    private sealed record Running(int Node, Guid Exchange, int[] Places, long Amount, Guid? Slice);
}
