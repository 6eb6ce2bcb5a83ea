using System.Collections.Concurrent;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets.Slices;

/// <summary>Counters that nodes share, spent from in slices: most asks are held by this node alone, and none is refused before the store was asked.</summary>
internal sealed class SlicedCounters(IBudgetSlices store, ISpending spending, SliceBook book, SliceTeller teller, SliceTimes times) : IBudgetCounters
{
    private readonly ConcurrentDictionary<Guid, SliceHold> _holds = [];

    // Exchanges given up, with what they were settled with: one that ends all the same, after a jump of the clock say, is charged the difference.
    private readonly ConcurrentDictionary<Guid, (SliceHold Settled, long At)> _givenUp = [];

    /// <inheritdoc />
    public ValueTask<HoldResult> HoldAsync(Guid exchange, IReadOnlyList<BudgetLine> lines, long amount, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var before = _holds.GetValueOrDefault(exchange);
        var held = before?.Amount ?? 0;
        var wish = new SliceWish(exchange, before?.Slice ?? book.Of(lines), held, Math.Max(amount, held), expires, before is null);
        return wish.Slice.TryHold(wish.More, wish.IsNew, times.Now, expires, times.UsableFrom, teller.IsAway) is { } used ? new(Held(wish, used)) : DrawAsync(wish, lines, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        foreach (var (exchange, actual) in settlements)
        {
            if (_holds.TryRemove(exchange, out var hold))
            {
                if (hold.Slice.Settle(hold.Amount, actual))
                {
                    teller.Want();
                }
            }
            else if (_givenUp.TryRemove(exchange, out var late))
            {
                Charge(late.Settled.Slice, actual - late.Settled.Amount);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CounterReading>> ReadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken)
    {
        await teller.ReadAsync(lines.Select(static line => line.Key).ToHashSet().Contains);
        return await store.ReadAsync(lines, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CounterReading>> OfBudgetAsync(string budgetId, DateTimeOffset periodStart, int most, CancellationToken cancellationToken)
    {
        await teller.ReadAsync(key => key.BudgetId == budgetId && key.PeriodStart == periodStart);
        return await store.OfBudgetAsync(budgetId, periodStart, most, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var late = _holds.Where(one => one.Value.Expires <= now).Select(static one => one.Key).ToArray();
        foreach (var exchange in late)
        {
            var spent = await spending.OfExchangeAsync(exchange, cancellationToken);
            if (_holds.TryGetValue(exchange, out var hold))
            {
                _givenUp[exchange] = (hold with { Amount = spent }, times.Timestamp);
                await SettleAsync([new Settlement(exchange, spent)], cancellationToken);
            }
        }

        foreach (var (exchange, (_, at)) in _givenUp)
        {
            if (at < times.ForgottenFrom)
            {
                _givenUp.TryRemove(exchange, out _);
            }
        }

        return late.Length + await store.ExpireAsync(now, cancellationToken);
    }

    private async ValueTask<HoldResult> DrawAsync(SliceWish wish, IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken)
    {
        var isLast = false;
        while (true)
        {
            var result = await TryDrawAsync(wish, cancellationToken);
            if (result is null)
            {
                // It ended meanwhile; there is another.
                wish = wish with { Slice = book.Of(lines) };
            }
            else if (result.Value.IsHeld || isLast || !await teller.GiveBackAsync(lines[result.Value.RefusedBy].Key))
            {
                return result.Value;
            }
            else
            {
                // What other slices of this node had free may be what was missing.
                isLast = true;
            }
        }
    }

    /// <summary>In turn: holds what has become free, else asks the store; null when the slice has ended.</summary>
    private async ValueTask<HoldResult?> TryDrawAsync(SliceWish wish, CancellationToken cancellationToken)
    {
        var slice = wish.Slice;
        var number = slice.Number();
        slice.Wait(wish.More);
        try
        {
            await slice.Turn.WaitAsync(cancellationToken);
        }
        finally
        {
            slice.Wait(-wish.More);
        }

        try
        {
            return slice.TryHold(wish.More, wish.IsNew, times.Now, wish.Expires, times.UsableFrom, teller.IsAway) is { } used ? Held(wish, used)
                : slice.Refusal is { } refused && refused.Number > number && wish.More >= refused.Amount ? refused.Result
                : slice.Unanswered > number ? throw new StoreAwayException("Budgets can't be counted: the store did not answer an ask before.")
                : await AskAsync(wish);
        }
        finally
        {
            slice.Turn.Release();
        }
    }

    private async ValueTask<HoldResult?> AskAsync(SliceWish wish)
    {
        var (slice, at, number) = (wish.Slice, times.Timestamp, wish.Slice.Number());
        if (slice.Draw(wish.More, wish.IsNew, wish.Expires, times.Moment(book.Count)) is not (var order, var mine))
        {
            return null;
        }

        var isAnswered = false;
        SliceGrant grant;
        try
        {
            var grants = await store.DrawAsync([order]);
            (isAnswered, teller.IsAway) = (true, false);
            grant = grants[0] ?? throw new StoreAwayException("Budgets can't be counted: the store takes no order of these.");
        }
        catch (Exception failed)
        {
            // Where nothing is enforced nothing is refused: it is told later.
            var isHeld = !slice.Enforces && failed is StoreAwayException;
            slice.Missed();
            (slice.Unanswered, teller.IsAway) = (slice.Number(), !isAnswered);
            var held = slice.End(isHeld, wish.More, mine, wish.IsNew);
            if (isHeld)
            {
                return Held(wish, held);
            }

            throw;
        }

        slice.Take(order, grant, at);
        var used = slice.End(grant.IsGranted, wish.More, mine, wish.IsNew);
        return grant.IsGranted ? Held(wish, used) : Refused(slice, new SliceRefusal(number, wish.More, new HoldResult(grant.RefusedBy, used)));
    }

    private HoldResult Refused(Slice slice, SliceRefusal refusal)
    {
        slice.Refusal = refusal;
        if (slice.HasSpare)
        {
            teller.Want();
        }

        return refusal.Result;
    }

    /// <summary>Notes what an exchange holds now: two raises of one at once are both held.</summary>
    private HoldResult Held(SliceWish wish, long[] used)
    {
        var result = new HoldResult(-1, used) { Slice = wish.Slice.Id };
        if (wish.IsNew)
        {
            _holds[wish.Exchange] = new SliceHold(wish.Slice, wish.Amount, wish.Expires);
            return result;
        }

        while (_holds.TryGetValue(wish.Exchange, out var before))
        {
            if (_holds.TryUpdate(wish.Exchange, before with { Amount = before.Amount + wish.More, Expires = wish.Expires > before.Expires ? wish.Expires : before.Expires }, before))
            {
                return result;
            }
        }

        // It ended meanwhile.
        wish.Slice.LetGo(wish.More);
        return result;
    }

    /// <summary>Charges the difference of an exchange that was settled too early to its slice, or to the one that took its place.</summary>
    private void Charge(Slice slice, long difference)
    {
        while (difference != 0 && !slice.TryCharge(difference))
        {
            slice = book.Of(slice.Lines);
        }
    }
}
