using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Completions;

/// <summary>Erases records of exchanges that are kept no longer, <c>storage.retention.completions</c>: every hour, on one node at a time.</summary>
internal sealed partial class CompletionSweep(ICompletionStore store, ICatalog catalog, ILeases leases, TimeProvider time, ILogger<CompletionSweep> log) : BackgroundService
{
    private const int MostAtOnce = 5_000;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (StoreAwayException away)
            {
                LogAway(away);
            }
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await leases.TryTakeAsync("*", "sweep:completions", Life, cancellationToken) is not { } lease)
        {
            return;
        }

        try
        {
            while (await store.ExpireAsync(time.GetUtcNow() - catalog.Current.Retention.Completions, MostAtOnce, cancellationToken) == MostAtOnce && await leases.RenewAsync(lease, Life, cancellationToken))
            {
            }
        }
        finally
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    [LoggerMessage(EventId = 3213, EventName = "completions_not_erased", Level = LogLevel.Warning, Message = "Old records of completions could not be erased; it is tried again in an hour.")]
    private partial void LogAway(Exception away);
}
