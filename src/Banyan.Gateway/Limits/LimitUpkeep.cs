using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Limits;

/// <summary>Keeps rules and counters up to date: a row set on any node holds on all of them within a second.</summary>
internal sealed partial class LimitUpkeep(LimitRules rules, LimitTally tally, BucketUpkeep buckets, IChangeNotices notices, TimeProvider time, ILogger<LimitUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private const int TicksBetweenLooks = 3, TicksBetweenReports = 240;
    private volatile bool _wasTold;
    private bool _isBehind;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The first look belongs to the start, so that the first request meets its limit.
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await buckets.EndAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A silent store: what is spare comes back by itself within a minute.
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(TickAsync(stoppingToken), buckets.RunAsync(Every, time, stoppingToken));

    private async Task TickAsync(CancellationToken stopping)
    {
        using var listening = notices.Listen(LimitRules.Topic, _ => _wasTold = true);
        using var timer = new PeriodicTimer(Every, time);
        for (var tick = 1; await timer.WaitForNextTickAsync(stopping); tick++)
        {
            if (_wasTold || tick % TicksBetweenLooks == 0)
            {
                _wasTold = false;
                await LookAsync(stopping);
            }

            if (tick % TicksBetweenReports == 0)
            {
                tally.Report();
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await rules.RefreshAsync(cancellationToken);
            _isBehind = false;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            if (!_isBehind)
            {
                LogStale(log, failed);
            }

            _isBehind = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rate limits can't be read; those known stay in force")]
    private static partial void LogStale(ILogger logger, Exception failed);
}
