using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Storage.Spool;

/// <summary>The loops of the spool: to the disk within 10 ms, to the database within a second, or at once for whoever waits for it. Ends with everything drained, if the database is there.</summary>
internal sealed partial class SpoolDrain(UsageSpool spool, IUsageStore store, RefusedRows refused, TimeProvider time, ILogger<SpoolDrain> log) : BackgroundService
{
    private const int MostRows = 2_000;
    private static readonly TimeSpan SyncAfter = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan DrainEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _turn = new(1);
    private bool _wasAway;
    private bool _wasTaking = true;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryDrainAsync(cancellationToken);
        spool.Seal();
    }

    /// <summary>Moves everything that waits into the database.</summary>
    /// <exception cref="StoreAwayException">The database can't be reached; what it has not taken stays.</exception>
    internal async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (spool.Peek(MostRows) is { Count: > 0 } rows)
            {
                await StoreAsync(rows, cancellationToken);
                spool.Take(rows.Count);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Task.Factory.StartNew(() => SyncLoop(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default),
        DrainLoopAsync(stoppingToken),
        WantedLoopAsync(stoppingToken));

    /// <summary>On a thread of its own: it waits for the disk a hundred times a second, and no request shall wait behind it.</summary>
    private void SyncLoop(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            spool.DirtyAsync(stopping).GetAwaiter().GetResult();
            Task.Delay(SyncAfter, time, stopping).GetAwaiter().GetResult();
            if (!spool.Sync())
            {
                Task.Delay(RetryAfter, time, stopping).GetAwaiter().GetResult();
            }
        }
    }

    private async Task DrainLoopAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(DrainEvery, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            spool.Recheck();
            Tell();
            await TryDrainAsync(stopping);
        }
    }

    private async Task WantedLoopAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await spool.WantedAsync(stopping);
            await TryDrainAsync(stopping);
        }
    }

    /// <summary>Says once that nothing is taken, and once that it is again.</summary>
    private void Tell()
    {
        if (_wasTaking != spool.IsTaking)
        {
            _wasTaking = !_wasTaking;
            if (_wasTaking)
            {
                LogTaking(log);
            }
            else
            {
                LogRefusing(log);
            }
        }
    }

    private async Task TryDrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DrainAsync(cancellationToken);
            _wasAway = false;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            if (!_wasAway)
            {
                LogAway(log, failed, spool.Pending);
            }

            _wasAway = true;
        }
    }

    private async Task StoreAsync(IReadOnlyList<UsageRow> rows, CancellationToken cancellationToken)
    {
        try
        {
            await store.AppendAsync(rows, cancellationToken);
        }
        catch (RowRefusedException) when (rows.Count > 1)
        {
            // One bad row must not hold up the others.
            foreach (var row in rows)
            {
                await StoreAsync([row], cancellationToken);
            }
        }
        catch (RowRefusedException why)
        {
            refused.Keep(rows[0]);
            LogRefused(log, why, rows[0].Id);
        }
    }

    [LoggerMessage(EventId = 4201, EventName = "spool_refusing", Level = LogLevel.Error, Message = "The spool can't be written to its disk, which is full, read-only or failing; no new attempt is begun until it can")]
    private static partial void LogRefusing(ILogger logger);

    [LoggerMessage(EventId = 4202, EventName = "spool_taking", Level = LogLevel.Information, Message = "The spool can be written again")]
    private static partial void LogTaking(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage can't be written to the database; {Pending} rows wait in the spool")]
    private static partial void LogAway(ILogger logger, Exception failed, long pending);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused usage row {Id}; it is kept in refused.jsonl beside the spool")]
    private static partial void LogRefused(ILogger logger, Exception why, Guid id);
}
