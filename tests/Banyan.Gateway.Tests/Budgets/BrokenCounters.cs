using Banyan.Gateway.Budgets;

namespace Banyan.Gateway.Tests.Budgets;

/// <summary>Ways ledgers have been wrong.</summary>
public enum Fault
{
    LooksThenHolds,
    KeepsWhatAborts,
    SettlesTwice,
    HoldsWhatItRefuses,
    NeverExpires,
    HoldsAgainWhenRepeated,
}

/// <summary>Counters with one fault, to see that a checker sees it.</summary>
internal sealed class BrokenCounters(IBudgetCounters sound, Fault fault) : IBudgetCounters
{
    public async ValueTask<HoldResult> HoldAsync(Guid exchange, IReadOnlyList<BudgetLine> lines, long amount, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case Fault.LooksThenHolds:
                var readings = await sound.ReadAsync(lines, cancellationToken);
                await Task.Yield();
                for (var i = 0; i < lines.Count; i++)
                {
                    if (amount > 0 && readings[i].SpentNanoUsd + readings[i].ReservedNanoUsd + amount > lines[i].LimitNanoUsd)
                    {
                        return new HoldResult(i, [.. readings.Select(one => one.SpentNanoUsd)]);
                    }
                }

                return await sound.HoldAsync(exchange, Unlimited(lines), amount, expires, cancellationToken);
            case Fault.HoldsWhatItRefuses:
                var result = await sound.HoldAsync(exchange, lines, amount, expires, cancellationToken);
                if (!result.IsHeld)
                {
                    await sound.HoldAsync(Guid.CreateVersion7(), Unlimited([lines[0]]), amount, expires, cancellationToken);
                }

                return result;
            case Fault.HoldsAgainWhenRepeated:
                return await sound.HoldAsync(Guid.CreateVersion7(), lines, amount, expires, cancellationToken) is { IsHeld: true } held
                    && await sound.HoldAsync(exchange, lines, 0, expires, cancellationToken) is { IsHeld: true } ? held : await sound.HoldAsync(exchange, lines, amount, expires, cancellationToken);
            default:
                return await sound.HoldAsync(exchange, lines, amount, expires, cancellationToken);
        }
    }

    public async ValueTask SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        if (fault == Fault.KeepsWhatAborts)
        {
            settlements = [.. settlements.Where(one => one.ActualNanoUsd > 0)];
        }

        await sound.SettleAsync(settlements, cancellationToken);
        if (fault == Fault.SettlesTwice)
        {
            foreach (var one in settlements.Where(one => one.ActualNanoUsd > 0))
            {
                await sound.HoldAsync(one.Exchange, [BudgetLinesOf(one)], 0, DateTimeOffset.MaxValue, cancellationToken);
                await sound.SettleAsync([one], cancellationToken);
            }
        }
    }

    public ValueTask<IReadOnlyList<CounterReading>> ReadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken)
    {
        _seen ??= lines[0];
        return sound.ReadAsync(lines, cancellationToken);
    }

    public ValueTask<IReadOnlyList<CounterReading>> OfBudgetAsync(string budgetId, DateTimeOffset periodStart, int most, CancellationToken cancellationToken) =>
        sound.OfBudgetAsync(budgetId, periodStart, most, cancellationToken);

    public ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        fault == Fault.NeverExpires ? ValueTask.FromResult(0) : sound.ExpireAsync(now, cancellationToken);

    private BudgetLine? _seen;

    private BudgetLine BudgetLinesOf(Settlement settlement) => _seen ?? throw new InvalidOperationException($"Nothing was read before {settlement.Exchange} was settled.");

    private static BudgetLine[] Unlimited(IReadOnlyList<BudgetLine> lines) => [.. lines.Select(line => line with { Holds = false })];
}
