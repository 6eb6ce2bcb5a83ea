using System.Threading.Channels;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Budgets;

/// <summary>Settles ended exchanges: at once, and those that nothing could be held for off the road, many at a time, again and again until the counters have taken them.</summary>
/// <remarks>What is lost with the node is settled by the ledger.</remarks>
internal sealed partial class BudgetSettler(IBudgetCounters counters, TimeProvider time, ILogger<BudgetSettler> log) : BackgroundService
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly Channel<Ended> _ended = Channel.CreateUnbounded<Ended>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<Ended> _batch = [];
    private bool _wasAway;

    /// <summary>Takes in what an exchange cost.</summary>
    public ValueTask SettleAsync(Guid exchange, OpenBudgets open, long actual)
    {
        if (open.IsHeld)
        {
            return counters.SettleAsync([new Settlement(exchange, actual)], CancellationToken.None);
        }

        _ended.Writer.TryWrite(new Ended(exchange, open.Lines, actual));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (Fill() && await TrySendAsync(cancellationToken))
        {
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _ended.Reader.WaitToReadAsync(stoppingToken))
        {
            while (Fill())
            {
                if (!await TrySendAsync(stoppingToken))
                {
                    await Task.Delay(RetryAfter, time, stoppingToken);
                }
            }
        }
    }

    /// <summary>Fills the batch with what waits; what could not be sent stays in it.</summary>
    private bool Fill()
    {
        while (_batch.Count < MostAtOnce && _ended.Reader.TryRead(out var one))
        {
            _batch.Add(one);
        }

        return _batch.Count > 0;
    }

    private async Task<bool> TrySendAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (exchange, lines, actual) in _batch)
            {
                // It was let through while the counters could not be reached: held now without a limit, so that it can be settled.
                await counters.HoldAsync(exchange, [.. lines.Select(line => line with { Holds = false })], actual, time.GetUtcNow().AddMinutes(1), cancellationToken);
            }

            await counters.SettleAsync([.. _batch.Select(one => new Settlement(one.Exchange, one.Actual))], cancellationToken);
            _batch.Clear();
            _wasAway = false;
            return true;
        }
        catch (StoreAwayException away)
        {
            if (!_wasAway)
            {
                LogAway(log, away, _batch.Count + _ended.Reader.Count);
            }

            _wasAway = true;
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Budgets can't be settled now; {Waiting} exchanges wait")]
    private static partial void LogAway(ILogger logger, Exception away, int waiting);

    private readonly record struct Ended(Guid Exchange, IReadOnlyList<BudgetLine> Lines, long Actual);
}
