using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Budgets;

/// <summary>Money: holds the most an exchange may cost in every budget it belongs to, and spends what it did cost.</summary>
/// <remarks>
/// Where a budget that blocks has no room, candidates that cost more than is left are passed over, and the ask is refused when that leaves none.
/// A budget that degrades is asked like one that blocks; when it has no room the exchange goes on with the budget's cheaper model, which that budget then only counts.
/// In direct mode budgets only count. While the counters can't be reached, asks with a budget that blocks are refused; others pass and are counted afterwards.
/// </remarks>
internal sealed class BudgetLedger(BudgetBook book, IBudgetCounters counters, BudgetSettler settler, BudgetAlerts alerts, BudgetChoice choice) : ILedger
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<Guid, OpenBudgets> _open = [];

    /// <inheritdoc />
    public ClaimBasis BasisOf(Exchange exchange)
    {
        var lines = LinesOf(exchange);
        var basis = lines.Count == 0 ? ClaimBasis.None : ClaimBasis.Likely;
        for (var i = 0; i < lines.Count && !exchange.IsDirect; i++)
        {
            basis = lines[i].Rule.IsStrict ? ClaimBasis.Provable : basis;
        }

        return basis;
    }

    /// <inheritdoc />
    public async ValueTask<Failure?> ReserveAsync(Exchange exchange, Claim most, CancellationToken cancellationToken)
    {
        var lines = LinesOf(exchange);
        while (lines.Count > 0)
        {
            var (refused, failure) = await HoldAsync(exchange, lines, most.NanoUsd, cancellationToken);
            if (refused is not { } result)
            {
                return failure;
            }

            var (line, used) = (lines[result.RefusedBy], result.Used[result.RefusedBy]);
            if (exchange.Attempts.Count == 0 && line.Rule.OnExceeded == OnExceeded.Block && choice.Afford(exchange, LeftToBlock(lines, result.Used), BasisOf(exchange)) is { } affordable)
            {
                most = affordable;
                continue;
            }

            alerts.Refused(line, used);
            if (exchange.Attempts.Count > 0 || line.Rule.OnExceeded != OnExceeded.Degrade || choice.Degrade(exchange, line.Rule, BasisOf(exchange)) is not { } cheaper)
            {
                return BudgetRefusal.Spent(line, used, most.NanoUsd, choice.Now);
            }

            lines = [.. lines.Select(one => one.Rule.OnExceeded == OnExceeded.Degrade && one.Rule.DegradeTo == exchange.DegradedTo ? one with { Holds = false } : one)];
            most = cheaper;
        }

        return null;
    }

    /// <inheritdoc />
    public ValueTask SettleAsync(Exchange exchange, Claim actual) =>
        _open.TryRemove(exchange.Id.Value, out var open) ? settler.SettleAsync(exchange.Id.Value, open, actual.NanoUsd) : ValueTask.CompletedTask;

    private IReadOnlyList<BudgetLine> LinesOf(Exchange exchange)
    {
        if (_open.TryGetValue(exchange.Id.Value, out var open))
        {
            return open.Lines;
        }

        var lines = book.Index.LinesOf(exchange.Caller, exchange.StartedAt);
        return exchange.IsDirect ? [.. lines.Select(static line => line with { Holds = false })] : lines;
    }

    private async ValueTask<(HoldResult? Refused, Failure? Failure)> HoldAsync(
        Exchange exchange, IReadOnlyList<BudgetLine> lines, long amount, CancellationToken cancellationToken)
    {
        HoldResult result;
        try
        {
            result = await counters.HoldAsync(exchange.Id.Value, lines, amount, choice.Now + exchange.Deadline.Left + Grace, cancellationToken);
        }
        catch (StoreAwayException)
        {
            if (lines.Any(line => line.Holds))
            {
                return (null, BudgetRefusal.Away);
            }

            _open.TryAdd(exchange.Id.Value, new OpenBudgets(lines, IsHeld: false));
            return (null, null);
        }

        alerts.Look(lines, result.Used);
        if (!result.IsHeld)
        {
            return (result, null);
        }

        _open[exchange.Id.Value] = new OpenBudgets(lines, IsHeld: true);
        exchange.BudgetSlice = result.Slice;
        exchange.BudgetLeftNanoUsd = Left(lines, result.Used);
        return (null, null);
    }

    private static long LeftToBlock(IReadOnlyList<BudgetLine> lines, IReadOnlyList<long> used)
    {
        var left = long.MaxValue;
        for (var i = 0; i < lines.Count; i++)
        {
            left = lines[i] is { Holds: true, Rule.OnExceeded: OnExceeded.Block } ? Math.Min(left, lines[i].LimitNanoUsd - used[i]) : left;
        }

        return left;
    }

    private static long Left(IReadOnlyList<BudgetLine> lines, IReadOnlyList<long> used)
    {
        var left = long.MaxValue;
        for (var i = 0; i < lines.Count; i++)
        {
            left = Math.Min(left, Math.Max(0, lines[i].LimitNanoUsd - used[i]));
        }

        return left;
    }
}
