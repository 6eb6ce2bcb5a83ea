using System.Globalization;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Postgres;

/// <summary>Makes the monthly partitions of what grows for ever two months ahead, so that no row falls into a default one.</summary>
internal sealed class Partitions(Database database, TimeProvider time)
{
    private const int MonthsAhead = 2;
    private static readonly string[] Tables = ["usage_log", "tool_executions", "completion_requests", "completion_responses", "completion_errors"];

    /// <summary>Makes those that are missing. Safe on several nodes at once.</summary>
    /// <returns>Rows in default partitions: more than none means partitions were made too late, and an operator must know.</returns>
    public async Task<long> EnsureAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var first = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        await database.MigrateAsync(
            async connection =>
            {
                foreach (var table in Tables)
                {
                    for (var month = 0; month <= MonthsAhead; month++)
                    {
                        await connection.ExecuteAsync(Create(table, first.AddMonths(month)));
                    }
                }
            },
            cancellationToken);
        return await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT " + string.Join(" + ", Tables.Select(table => $"(SELECT count(*) FROM {table}_default)"))), cancellationToken);
    }

    // Identifiers and bounds are made from constants and the clock alone; DDL takes no parameters.
    private static string Create(string table, DateTime month) => string.Create(
        CultureInfo.InvariantCulture,
        $"CREATE TABLE IF NOT EXISTS {table}_{month:yyyy_MM} PARTITION OF {table} FOR VALUES FROM ('{month:yyyy-MM-dd}Z') TO ('{month.AddMonths(1):yyyy-MM-dd}Z')");
}
