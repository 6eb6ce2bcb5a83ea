using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Budgets;

/// <summary>Gives up reservations of exchanges that never came back: their node is gone.</summary>
internal sealed partial class BudgetSweep(IBudgetCounters counters, TimeProvider time, ILogger<BudgetSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await counters.ExpireAsync(time.GetUtcNow(), stoppingToken) is > 0 and var count)
                {
                    LogExpired(log, count);
                }
            }
            catch (StoreAwayException)
            {
                // At the next tick then.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} budget reservations were given up: what the ledger says of their exchanges is spent, the rest is free again")]
    private static partial void LogExpired(ILogger logger, int count);
}
