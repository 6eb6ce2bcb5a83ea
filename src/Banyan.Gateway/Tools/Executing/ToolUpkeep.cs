using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.BuiltIn.Notifying;
using Banyan.Gateway.Tools.Looping;
using Banyan.Gateway.Tools.Settings;
using Microsoft.Extensions.Hosting;

namespace Banyan.Gateway.Tools.Executing;

/// <summary>Forgets what is too old, every six hours; on several nodes at once it does no harm.</summary>
internal sealed class ToolUpkeep(IToolLog log, UpkeepStores stores, ICatalog catalog, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(6), KeepNotices = TimeSpan.FromDays(7);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (StoreAwayException)
            {
                // It waits for the next round.
            }
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await log.PruneAsync(now - ToolSettings.Of(catalog.Current).KeepFor, cancellationToken);
        await stores.Turns.ExpireAsync(now, cancellationToken);
        await stores.Notices.PruneAsync(now - KeepNotices, cancellationToken);
    }
}

/// <summary>What else grows.</summary>
internal sealed record UpkeepStores(IMixedTurns Turns, INotificationLedger Notices);
