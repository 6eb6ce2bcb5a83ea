using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Callers;

/// <summary>Looks for changed keys every second: a key revoked on any node is refused on all of them within two.</summary>
internal sealed partial class KeyRefresh(KeyRing ring, TimeProvider time, ILogger<KeyRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private const int TicksBetweenUses = 60;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The first look belongs to the start, so that the first request finds its key.
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        for (var tick = 1; await timer.WaitForNextTickAsync(stoppingToken); tick++)
        {
            if (await LookAsync(stoppingToken) && tick % TicksBetweenUses == 0)
            {
                await ContainAsync(ring.WriteUsesAsync(stoppingToken));
            }
        }
    }

    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var wasCurrent = ring.IsCurrent;
        var failed = await ContainAsync(ring.RefreshAsync(cancellationToken));
        if (failed is not null && wasCurrent)
        {
            LogStale(log, failed);
        }

        return failed is null;
    }

    private static async Task<Exception?> ContainAsync(Task work)
    {
        try
        {
            await work;
            return null;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            return failed;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Keys can't be read; those known stay in force for 15 minutes")]
    private static partial void LogStale(ILogger logger, Exception failed);
}
