using System.Globalization;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Postgres;

/// <summary>Makes the monthly partitions of the ledger two months ahead, so that no row falls into the default one.</summary>
internal sealed class Partitions(Database database, TimeProvider time)
{
    private const int MonthsAhead = 2;

    /// <summary>Makes those that are missing. Safe on several nodes at once.</summary>
    /// <returns>Rows in the default partition: more than none means partitions were made too late, and an operator must know.</returns>
    public async Task<long> EnsureAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var first = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        await database.MigrateAsync(
            async connection =>
            {
                for (var month = 0; month <= MonthsAhead; month++)
                {
                    await connection.ExecuteAsync(Create(first.AddMonths(month)));
                }
            },
            cancellationToken);
        return await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM usage_log_default"), cancellationToken);
    }

    // Identifiers and bounds are made from the clock alone; DDL takes no parameters.
    private static string Create(DateTime month) => string.Create(
        CultureInfo.InvariantCulture,
        $"CREATE TABLE IF NOT EXISTS usage_log_{month:yyyy_MM} PARTITION OF usage_log FOR VALUES FROM ('{month:yyyy-MM-dd}Z') TO ('{month.AddMonths(1):yyyy-MM-dd}Z')");
}
