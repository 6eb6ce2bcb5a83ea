using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Catalog;

/// <summary>Looks at the file every second and at the secrets every 30, and reloads when there is something new.</summary>
internal sealed partial class CatalogWatcher(CatalogStore store, TimeProvider time, ILogger<CatalogWatcher> log) : BackgroundService
{
    public static readonly TimeSpan FileInterval = TimeSpan.FromSeconds(1);
    private const int SecretsEveryTicks = 30;
    private FileStamp _seen = FileStamp.Of(store.Loaded.Source.Path);
    private int _ticks;

    /// <summary>One look; the loop does it every second.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(store.Loaded.Source.Path);
        var isDue = ++_ticks % SecretsEveryTicks == 0;
        var isCompleted = isDue && store.RefreshSecrets();
        if (stamp != _seen || isCompleted)
        {
            // Taken before the load: a change while loading is seen the next time.
            _seen = stamp;
            await store.ReloadAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FileInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                LogFailed(broken);
            }
        }
    }

    [LoggerMessage(EventId = 4006, EventName = "config_watch_failed", Level = LogLevel.Error, Message = "Looking at the configuration failed; the next look comes in a second.")]
    private partial void LogFailed(Exception broken);
}
