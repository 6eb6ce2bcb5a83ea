using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Callers;

/// <summary>Looks for changed keys at a notice, and every second since notices may be lost: a key revoked on any node is refused on all of them within two.</summary>
internal sealed partial class KeyRefresh(KeyRing ring, IChangeNotices notices, TimeProvider time, ILogger<KeyRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenUses = TimeSpan.FromMinutes(1);
    private long _wroteAt = time.GetTimestamp();

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The first look belongs to the start, so that the first request finds its key.
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => NoticeLoop.RunAsync(notices, KeyRing.Topic, Every, time, LookAndWriteAsync, stoppingToken);

    private async Task LookAndWriteAsync(CancellationToken cancellationToken)
    {
        if (await LookAsync(cancellationToken) && time.GetElapsedTime(_wroteAt) >= BetweenUses)
        {
            _wroteAt = time.GetTimestamp();
            await ContainAsync(ring.WriteUsesAsync(cancellationToken));
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
