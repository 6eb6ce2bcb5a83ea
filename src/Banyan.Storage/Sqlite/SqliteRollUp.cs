using System.Data.Common;
using Banyan.Storage.Usage;
using Dapper;

namespace Banyan.Storage.Sqlite;

/// <summary>Adds rows that were just written to the rollups, in the transaction that wrote them. PostgreSQL does it by a trigger, for its writers may be of another release.</summary>
internal static class SqliteRollUp
{
    private const string Keys = "granularity, tenant_id, bucket";
    private static readonly string Statement = string.Join("; ", new[] { "hour", "day" }.SelectMany(granularity => new[]
    {
        Totals("usage_rollups", UsageMeasures.Dimensions, granularity),
        Totals("usage_totals", UsageMeasures.WithoutUsers, granularity),
        Latencies(granularity),
    }));

    /// <summary>The place of the row written last. Places only grow: those of rows written from now on are higher.</summary>
    public static Task<long> LastAsync(DbTransaction transaction) =>
        transaction.Connection!.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(rowid), 0) FROM usage_log", transaction: transaction);

    /// <summary>Adds the rows after a place.</summary>
    public static Task AddAsync(DbTransaction transaction, long last) => transaction.Connection!.ExecuteAsync(Statement, new { last }, transaction);

    private static string Totals(string table, IReadOnlyList<string> dimensions, string granularity)
    {
        var columns = UsageMeasures.All.Select(measure => measure.Column).ToArray();
        return $"INSERT INTO {table} (granularity, bucket, tenant_id, {string.Join(", ", dimensions.Concat(columns))}) "
            + $"SELECT '{granularity}', {BucketOf(granularity)}, tenant_id, {string.Join(", ", dimensions.Select(UsageMeasures.OfRow).Concat(UsageMeasures.All.Select(measure => measure.OfRows)))} "
            + $"FROM usage_log WHERE rowid > @last GROUP BY {Ordinals(dimensions.Count + 2)} "
            + $"ON CONFLICT ({Keys}, {string.Join(", ", dimensions)}) DO UPDATE SET {string.Join(", ", columns.Select(column => $"{column} = {table}.{column} + excluded.{column}"))}";
    }

    private static string Latencies(string granularity) =>
        $"INSERT INTO usage_latencies (granularity, bucket, tenant_id, {string.Join(", ", UsageMeasures.WithoutUsers)}, latency_bucket, calls) "
        + $"SELECT '{granularity}', {BucketOf(granularity)}, tenant_id, {string.Join(", ", UsageMeasures.WithoutUsers.Select(UsageMeasures.OfRow))}, {SqliteDatabase.LatencyBucket}(latency_ms), COUNT(*) "
        + $"FROM usage_log WHERE rowid > @last AND {UsageMeasures.IsTimed} GROUP BY {Ordinals(UsageMeasures.WithoutUsers.Count + 3)} "
        + $"ON CONFLICT ({Keys}, {string.Join(", ", UsageMeasures.WithoutUsers)}, latency_bucket) DO UPDATE SET calls = usage_latencies.calls + excluded.calls";

    private static string BucketOf(string granularity) => new SqliteForm().Opening("occurred_at", isDay: granularity == "day");

    private static string Ordinals(int count) => string.Join(", ", Enumerable.Range(2, count));
}
