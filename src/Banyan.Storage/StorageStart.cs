using Banyan.Gateway.Spine;
using Banyan.Storage.Envelope;
using Banyan.Storage.Leases;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sql;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Storage;

/// <summary>Brings the database up: at the start, and for as long as it takes when it is away then. Afterwards keeps partitions and keys ahead of need.</summary>
internal sealed partial class StorageStart(StorageParts parts, StorageStatus status, IHostApplicationLifetime host, TimeProvider time, ILogger<StorageStart> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UpkeepEvery = TimeSpan.FromHours(6);
    private DateTimeOffset _upkeepAt;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // A schema that does not fit throws here and refuses the start; a database that is away does not.
        await TryRaiseAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RetryAfter, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (status.IsReady ? time.GetUtcNow() >= _upkeepAt : await TryRaiseAsync(stoppingToken))
                {
                    await UpkeepAsync(stoppingToken);
                }
            }
            catch (SchemaException misfit)
            {
                LogMisfit(log, misfit);
                host.StopApplication();
                return;
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogUpkeep(log, failed);
            }
        }
    }

    private async Task<bool> TryRaiseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await parts.Migrator.RunAsync(cancellationToken);
            if (parts.Walled is { } walled && !await walled.IsWalledAsync(cancellationToken))
            {
                LogNoWall(log);
            }

            if (parts.IsAlone)
            {
                // The data folder is ours, so whoever holds anything in it is gone: nobody waits for a lease to run out after a crash.
                await parts.Leases.AbandonAsync(cancellationToken);
            }

            await UpkeepAsync(cancellationToken);
            status.Set(null);
            return true;
        }
        catch (StoreAwayException away)
        {
            if (status.Problem != away.Message)
            {
                LogAway(log, away);
            }

            status.Set(away.Message);
            return false;
        }
    }

    private async Task UpkeepAsync(CancellationToken cancellationToken)
    {
        _upkeepAt = time.GetUtcNow() + UpkeepEvery;
        if (parts.Partitions is { } partitions && await partitions.EnsureAsync(cancellationToken) is > 0 and var strays)
        {
            LogStrays(log, strays);
        }

        await parts.Leases.SweepAsync(cancellationToken);
        await parts.Seals.SweepAsync(cancellationToken);
        foreach (var tenant in parts.Keys.Tenants.Append("default").Distinct(StringComparer.Ordinal))
        {
            await parts.Keys.LoadAsync(tenant, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database can't be reached; it is tried every second")]
    private static partial void LogAway(ILogger logger, Exception away);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The role of the connection string is a superuser or may bypass row-level security: the second wall between tenants does not hold. Give Banyan an ordinary role")]
    private static partial void LogNoWall(ILogger logger);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database's schema does not fit; Banyan stops")]
    private static partial void LogMisfit(ILogger logger, Exception misfit);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Rows} usage rows are in the default partition: partitions were made too late")]
    private static partial void LogStrays(ILogger logger, long rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upkeep of the database failed; it is tried again")]
    private static partial void LogUpkeep(ILogger logger, Exception failed);
}

/// <summary>What the start brings up.</summary>
internal sealed record StorageParts(Migrator Migrator, Partitions? Partitions, TenantKeys Keys, SignatureSeals Seals, LeaseStore Leases)
{
    /// <summary>Whether no other process uses the database: SQLite, whose folder one process owns.</summary>
    public bool IsAlone => Partitions is null;

    /// <summary>The database whose row-level security is to hold; null where there is none.</summary>
    public PostgresDatabase? Walled { get; init; }
}
