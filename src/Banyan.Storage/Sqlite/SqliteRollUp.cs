using Banyan.Storage.Usage;
using Microsoft.Data.Sqlite;

namespace Banyan.Storage.Sqlite;

/// <summary>Adds what rows came to to the rollups, in the transaction that wrote them. PostgreSQL does it by a trigger, for its writers may be of another release.</summary>
internal static class SqliteRollUp
{
    private const string Keys = "granularity, bucket, tenant_id";
    private static readonly string Users = Statement("usage_rollups", UsageMeasures.Dimensions, [.. UsageMeasures.All.Select(measure => measure.Column)]);
    private static readonly string Totals = Statement("usage_totals", UsageMeasures.WithoutUsers, [.. UsageMeasures.All.Select(measure => measure.Column)]);
    private static readonly string Latencies = Statement("usage_latencies", [.. UsageMeasures.WithoutUsers, "latency_bucket"], ["calls"]);

    /// <summary>Adds the sums.</summary>
    /// <exception cref="SqliteException">The database refused.</exception>
    public static void Add(SqliteConnection connection, RollUpSums sums)
    {
        if (sums.Hours.Count == 0)
        {
            return;
        }

        using (var users = new SqliteStatement(connection, Users))
        {
            Add(users, "hour", sums.Hours, tellsUsers: true);
            Add(users, "day", sums.By(static key => key.Day), tellsUsers: true);
        }

        using (var totals = new SqliteStatement(connection, Totals))
        {
            Add(totals, "hour", sums.By(static key => key.Everybody), tellsUsers: false);
            Add(totals, "day", sums.By(static key => key.Day.Everybody), tellsUsers: false);
        }

        using var latencies = new SqliteStatement(connection, Latencies);
        Add(latencies, "hour", sums.Latencies);
        Add(latencies, "day", sums.LatenciesByDay());
    }

    private static void Add(SqliteStatement statement, string granularity, IReadOnlyDictionary<RollUpKey, long[]> sums, bool tellsUsers)
    {
        foreach (var (key, figures) in sums)
        {
            var place = Bind(statement, granularity, key, tellsUsers);
            foreach (var figure in figures)
            {
                statement.Number(++place, figure);
            }

            statement.Run();
        }
    }

    private static void Add(SqliteStatement statement, string granularity, IReadOnlyDictionary<(RollUpKey Key, int Bucket), long> calls)
    {
        foreach (var ((key, bucket), count) in calls)
        {
            var place = Bind(statement, granularity, key, tellsUsers: false);
            statement.Number(++place, bucket);
            statement.Number(++place, count);
            statement.Run();
        }
    }

    /// <summary>Binds what a row is told apart by, in the order of <see cref="UsageMeasures.Dimensions"/>.</summary>
    /// <returns>The place bound last.</returns>
    private static int Bind(SqliteStatement statement, string granularity, in RollUpKey key, bool tellsUsers)
    {
        var place = 0;
        statement.Text(++place, granularity);
        statement.Instant(++place, new DateTime(key.Hour, DateTimeKind.Utc));
        statement.Text(++place, key.Tenant);
        statement.Text(++place, key.Service);
        if (tellsUsers)
        {
            statement.Text(++place, key.User);
        }

        statement.Text(++place, key.Feature);
        statement.Text(++place, key.Team);
        statement.Text(++place, key.Model);
        statement.Text(++place, key.Provider);
        statement.Text(++place, key.Key);
        return place;
    }

    private static string Statement(string table, IReadOnlyList<string> dimensions, IReadOnlyList<string> figures)
    {
        var keys = $"{Keys}, {string.Join(", ", dimensions)}";
        var places = string.Join(", ", Enumerable.Repeat("?", 3 + dimensions.Count + figures.Count));
        return $"INSERT INTO {table} ({keys}, {string.Join(", ", figures)}) VALUES ({places}) "
            + $"ON CONFLICT ({keys}) DO UPDATE SET {string.Join(", ", figures.Select(column => $"{column} = {table}.{column} + excluded.{column}"))}";
    }
}
