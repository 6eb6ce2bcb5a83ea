using System.Globalization;
using Banyan.Gateway.Spine;
using Banyan.Storage.Budgets;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sql;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Storage.Usage;

/// <summary>Erases months of the ledger that are kept no longer, with what was added up of them, so that both still say the same; and what budgets left behind.</summary>
internal sealed partial class UsageSweep(Database database, ILeases leases, StorageOptions options, TimeProvider time, ILogger<UsageSweep> log) : BackgroundService
{
    private const int MostAtOnce = 5_000;
    private const string Table = "usage_log";
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private static readonly string[] Sums = ["usage_rollups WHERE bucket", "usage_totals WHERE bucket", "usage_latencies WHERE bucket", "usage_margins WHERE bucket", "usage_margin_latencies WHERE bucket", "usage_reports WHERE occurred_at"];

    /// <summary>Erases what began before the month in which the time to be kept ends.</summary>
    /// <returns>Whether there was any usage.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await BudgetPruning.RunAsync(database, time.GetUtcNow() - options.KeepUsage, cancellationToken);
        var oldest = (time.GetUtcNow() - options.KeepUsage).UtcDateTime;
        var month = new DateTimeOffset(oldest.Year, oldest.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var values = new { cut = database.Form.Instant(month), most = MostAtOnce };
        if (await database.ReadAsync(connection => connection.ExecuteScalarAsync<long?>($"SELECT 1 FROM {Table} WHERE occurred_at < @cut LIMIT 1", values), cancellationToken) is null)
        {
            return false;
        }

        if (database is PostgresDatabase)
        {
            await DropAsync(month, cancellationToken);
        }

        var place = database is PostgresDatabase ? "ctid" : "rowid";
        var batch = $"DELETE FROM {Table} WHERE tenant_id IS NOT NULL AND occurred_at < @cut AND {place} IN (SELECT {place} FROM {Table} WHERE occurred_at < @cut ORDER BY occurred_at LIMIT @most)";
        while (await WriteAsync(batch, values, cancellationToken) > 0)
        {
        }

        await database.WriteAsync(transaction => UserSweep.RunAsync(month, transaction, database.Form), cancellationToken);
        foreach (var rest in Sums)
        {
            await WriteAsync($"DELETE FROM {rest} < @cut AND tenant_id IS NOT NULL", values, cancellationToken);
        }

        return true;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await leases.TryTakeAsync("*", "sweep:usage", Life, stoppingToken) is { } lease)
                {
                    await RunAsync(stoppingToken);
                    await leases.ReleaseAsync(lease, CancellationToken.None);
                }
            }
            catch (StoreAwayException away)
            {
                LogAway(log, away);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "usage_not_erased", Message = "Old usage could not be erased; it is tried again in an hour")]
    private static partial void LogAway(ILogger logger, Exception away);

    private Task<int> WriteAsync(string sql, object values, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, commandTimeout: 60)), cancellationToken);

    /// <summary>Drops whole months, which is quicker than erasing their rows.</summary>
    private async Task DropAsync(DateTimeOffset month, CancellationToken cancellationToken)
    {
        var names = await database.RowsAsync(
            "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'usage_log'::regclass AND c.relname < @first AND c.relname LIKE 'usage\\_log\\_2%' ORDER BY 1",
            new { first = "usage_log_" + month.ToString("yyyy_MM", CultureInfo.InvariantCulture) },
            row => row.GetString(0),
            cancellationToken);
        foreach (var name in names)
        {
            await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync($"DROP TABLE {name}", transaction: transaction), cancellationToken);
        }
    }
}
