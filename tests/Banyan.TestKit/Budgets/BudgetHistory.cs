using Banyan.Gateway.Budgets;

namespace Banyan.TestKit.Budgets;

/// <summary>A random history of reservations, settlements, aborts, crashes and repeats over shared counters, checked at every step against what a ledger must do.</summary>
/// <remarks>
/// Exchanges belong to two or three budgets that overlap. At every moment spent and reserved of each stay within its limit and are what the history says; a hold is refused only for want of
/// room, and then nothing is held; after everything ended or expired nothing is reserved, and what is spent is what was paid.
/// </remarks>
public sealed class BudgetHistory(IBudgetCounters counters, FakeSpending ledger, int seed)
{
    private const int Steps = 30;
    private static readonly DateTimeOffset Expiry = BudgetLines.Day.AddHours(1);
    private readonly Random _random = new(seed);
    private readonly Dictionary<Guid, Running> _running = [];
    private readonly BudgetLine[] _all =
    [
        BudgetLines.Of($"global-{seed}", 1_000, "*"), BudgetLines.Of($"team-{seed}", 700, "red"), BudgetLines.Of($"service-{seed}", 400), BudgetLines.Of($"user-{seed}", 300, "ada"),
    ];

    private readonly long[] _spent = new long[4];
    private readonly long[] _reserved = new long[4];

    /// <summary>Runs it.</summary>
    /// <returns>What went wrong first; null when nothing did.</returns>
    public async Task<string?> RunAsync()
    {
        for (var step = 0; step < Steps; step++)
        {
            var wrong = await StepAsync() ?? await CompareAsync($"step {step}");
            if (wrong is not null)
            {
                return $"history {seed}: {wrong}";
            }
        }

        return await RushAsync() ?? await EndAsync();
    }

    private Task<string?> StepAsync() => _random.Next(10) switch
    {
        < 5 => HoldAsync(),
        5 => RaiseAsync(),
        6 => RepeatAsync(),
        _ => SettleAsync(),
    };

    private async Task<string?> HoldAsync()
    {
        var (exchange, amount) = (NewId(), _random.Next(0, 250));
        var places = Places();
        return await HoldAsync(exchange, new Running(places, 0), amount);
    }

    private async Task<string?> RaiseAsync()
    {
        if (Any() is not { } exchange)
        {
            return null;
        }

        var running = _running[exchange];
        return await HoldAsync(exchange, running, running.Amount + _random.Next(0, 100));
    }

    private async Task<string?> HoldAsync(Guid exchange, Running running, long amount)
    {
        var more = amount - running.Amount;
        var fits = more <= 0 || running.Places.All(at => _spent[at] + _reserved[at] + more <= _all[at].LimitNanoUsd);
        var result = await counters.HoldAsync(exchange, [.. running.Places.Select(at => _all[at])], amount, Expiry, default);
        if (result.IsHeld != fits)
        {
            return $"a hold of {more} was {(result.IsHeld ? "given without room" : "refused though there was room")}";
        }

        if (fits)
        {
            foreach (var at in running.Places)
            {
                _reserved[at] += Math.Max(0, more);
            }

            _running[exchange] = running with { Amount = Math.Max(running.Amount, amount) };
        }

        return null;
    }

    /// <summary>The same hold once more, as a caller who did not hear the answer asks it.</summary>
    private async Task<string?> RepeatAsync() => Any() is { } exchange ? await HoldAsync(exchange, _running[exchange], _running[exchange].Amount) : null;

    private async Task<string?> SettleAsync()
    {
        if (Any() is not { } exchange)
        {
            return null;
        }

        var running = _running[exchange];
        var actual = _random.Next(4) == 0 ? 0 : _random.NextInt64(0, running.Amount + 1);
        if (_random.Next(6) == 0)
        {
            // Its node is gone: the ledger knows what it cost, the hold stays until it expires.
            ledger.Costs[exchange] = actual;
            _running[exchange] = running with { Crashed = actual };
            return null;
        }

        await counters.SettleAsync([new Settlement(exchange, actual)], default);
        if (_random.Next(3) == 0)
        {
            await counters.SettleAsync([new Settlement(exchange, actual)], default);
        }

        Ended(exchange, actual);
        return null;
    }

    /// <summary>Many at once for what is left: the sum must fit, and no fewer may get through than fit.</summary>
    private async Task<string?> RushAsync()
    {
        int[] places = [0];
        var left = _all[0].LimitNanoUsd - _spent[0] - _reserved[0];
        var each = Math.Max(1, left / 5);
        var ids = Enumerable.Range(0, 20).Select(_ => NewId()).ToArray();
        var held = await Task.WhenAll(ids.Select(id => counters.HoldAsync(id, [_all[0]], each, Expiry, default).AsTask()));
        for (var i = 0; i < ids.Length; i++)
        {
            if (held[i].IsHeld)
            {
                _reserved[0] += each;
                _running[ids[i]] = new Running(places, each);
            }
        }

        var count = held.Count(one => one.IsHeld);
        return count == left / each ? await CompareAsync("rush") : $"history {seed}: {count} of 20 got {each} of {left}";
    }

    private async Task<string?> EndAsync()
    {
        foreach (var (exchange, running) in _running.ToArray())
        {
            if (running.Crashed is not null)
            {
                continue;
            }

            ledger.Costs[exchange] = running.Amount;
            await counters.SettleAsync([new Settlement(exchange, running.Amount)], default);
            Ended(exchange, running.Amount);
        }

        await counters.ExpireAsync(Expiry.AddSeconds(1), default);
        foreach (var (exchange, running) in _running.ToArray())
        {
            Ended(exchange, running.Crashed ?? 0);
        }

        return await CompareAsync("end") ?? (_reserved.All(one => one == 0) ? null : $"history {seed}: something stayed reserved");
    }

    private async Task<string?> CompareAsync(string when)
    {
        var readings = await counters.ReadAsync(_all, default);
        for (var at = 0; at < _all.Length; at++)
        {
            var (_, spent, reserved) = readings[at];
            if (spent != _spent[at] || reserved != _reserved[at])
            {
                return $"{when}: {_all[at].Rule.Id} says {spent} spent and {reserved} reserved, it is {_spent[at]} and {_reserved[at]}";
            }

            if (spent + reserved > _all[at].LimitNanoUsd)
            {
                return $"{when}: {_all[at].Rule.Id} is over its limit";
            }
        }

        return null;
    }

    private void Ended(Guid exchange, long actual)
    {
        _running.Remove(exchange, out var running);
        foreach (var at in running!.Places)
        {
            _reserved[at] -= running.Amount;
            _spent[at] += actual;
        }
    }

    private int[] Places() => _random.Next(3) switch
    {
        0 => [0, 1, 2],
        1 => [0, 2],
        _ => [0, 1, 3],
    };

    private Guid? Any()
    {
        var open = _running.Where(one => one.Value.Crashed is null).Select(one => one.Key).ToArray();
        return open.Length == 0 ? null : open[_random.Next(open.Length)];
    }

    private Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private sealed record Running(int[] Places, long Amount, long? Crashed = null);
}
