using Banyan.Gateway.Spine;
using Banyan.Intents.Migration.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Migration;

/// <summary>Writes what routes learnt every five seconds and at the end, reads what other nodes wrote, and removes what is too old.</summary>
internal sealed partial class RouteUpkeep(RouteStock stock, TimeProvider time, ILogger<RouteUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5), PruneEvery = TimeSpan.FromHours(1);

    // One write at a time: a batch put back must not come after its successor.
    private readonly SemaphoreSlim _writing = new(1);
    private DateTimeOffset _pruneAt;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!await FlushAsync(cancellationToken) && !await FlushAsync(cancellationToken))
        {
            LogLost(log);
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    /// <summary>Writes what is there.</summary>
    /// <returns>False when the store could not take it; it is kept then.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var batch = stock.Ledger.Take();
            if (stock.Ledger.TakeLostDiffs() is > 0 and var lost)
            {
                LogLostDiffs(log, lost);
            }

            if (batch.IsEmpty)
            {
                return true;
            }

            try
            {
                await stock.Store.AddAsync(batch, cancellationToken);
                return true;
            }
            catch (Exception failed) when (failed is StoreAwayException or OperationCanceledException)
            {
                stock.Ledger.Restore(batch);
                LogAway(log, failed);
                return false;
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>One round: write, read, and once an hour remove.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (!await FlushAsync(cancellationToken))
        {
            return;
        }

        await stock.Memory.RefreshAsync(cancellationToken);
        if (time.GetUtcNow() is var now && now >= _pruneAt)
        {
            _pruneAt = now + PruneEvery;
            foreach (var tenant in stock.Memory.Tenants)
            {
                await stock.Store.PruneAsync(tenant, now, cancellationToken);
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogAway(log, failed);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Figures of the migration can't be written now; they are kept and tried again")]
    private static partial void LogAway(ILogger logger, Exception failed);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} differences between the two sides found no place while the database was away; the share of mismatches still counts them")]
    private static partial void LogLostDiffs(ILogger logger, long count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Figures of the migration of the last seconds are lost: the database was away at the stop")]
    private static partial void LogLost(ILogger logger);
}

/// <summary>What upkeep works on.</summary>
internal sealed record RouteStock(IRouteStore Store, RouteLedger Ledger, RouteMemory Memory);
