using Banyan.Storage.Usage;
using Microsoft.Data.Sqlite;

namespace Banyan.Storage.Sqlite;

/// <summary>Adds what rows came to to the rollups, in the transaction that wrote them. PostgreSQL does it by a trigger, for its writers may be of another release.</summary>
internal static class SqliteRollUp
{
    private const string Keys = "granularity, bucket, tenant_id";
    private static readonly string Users = Statement("usage_rollups", UsageMeasures.Dimensions, [.. UsageMeasures.All.Select(measure => measure.Column)]);
    private static readonly string Totals = Statement("usage_totals", UsageMeasures.WithoutUsers, [.. UsageMeasures.All.Select(measure => measure.Column)]);
    private static readonly string People = Statement("usage_users", ["user_id", "service"], [.. UsageMeasures.Brief.Select(measure => measure.Column)]);
    private static readonly string Margins = Statement("usage_margins", ["dimension", "value"], [.. UsageMeasures.All.Select(measure => measure.Column)]);
    private static readonly string MarginLatencies = Statement("usage_margin_latencies", ["dimension", "value", "latency_bucket"], ["calls"]);

    // Where the figures of groups stand among all, added up.
    private static readonly int[][] BriefPlaces = [.. UsageMeasures.Brief.Select(brief => Places(brief.Column == "errors" ? ["failed", "timedout", "refused", "truncated", "lost"] : [brief.Column]))];
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

        using (var latencies = new SqliteStatement(connection, Latencies))
        {
            Add(latencies, "hour", sums.Latencies);
            Add(latencies, "day", sums.LatenciesBy(static key => key.Day));
        }

        AddPeople(connection, sums);
        AddMargins(connection, sums);
    }

    private static void AddPeople(SqliteConnection connection, RollUpSums sums)
    {
        using var people = new SqliteStatement(connection, People);
        var days = sums.By(static key => key.OfUser.Day);
        foreach (var (granularity, users) in new[] { ("day", days), ("week", RollUpSums.By(days, static key => key.Week)) })
        {
            foreach (var (key, figures) in users)
            {
                var place = Begin(people, granularity, key);
                people.Text(++place, key.User);
                people.Text(++place, key.Service);
                foreach (var places in BriefPlaces)
                {
                    people.Number(++place, places.Sum(one => figures[one]));
                }

                people.Run();
            }
        }
    }

    private static void AddMargins(SqliteConnection connection, RollUpSums sums)
    {
        using (var margins = new SqliteStatement(connection, Margins))
        {
            foreach (var dimension in UsageMeasures.Margins.Prepend(null))
            {
                var hours = sums.By(key => key.Only(dimension));
                foreach (var (granularity, found) in new[] { ("hour", hours), ("day", RollUpSums.By(hours, static key => key.Day)) })
                {
                    foreach (var (key, figures) in found)
                    {
                        var place = BeginMargin(margins, granularity, key, dimension);
                        foreach (var figure in figures)
                        {
                            margins.Number(++place, figure);
                        }

                        margins.Run();
                    }
                }
            }
        }

        using var latencies = new SqliteStatement(connection, MarginLatencies);
        foreach (var dimension in UsageMeasures.LatencyMargins.Prepend(null))
        {
            var hours = sums.LatenciesBy(key => key.Only(dimension));
            foreach (var (granularity, found) in new[] { ("hour", hours), ("day", RollUpSums.LatenciesBy(hours, static key => key.Day)) })
            {
                foreach (var ((key, bucket), calls) in found)
                {
                    var place = BeginMargin(latencies, granularity, key, dimension);
                    latencies.Number(++place, bucket);
                    latencies.Number(++place, calls);
                    latencies.Run();
                }
            }
        }
    }

    private static int[] Places(string[] columns) => [.. columns.Select(column => UsageMeasures.All.Select((measure, place) => (measure.Column, place)).First(one => one.Column == column).place)];

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
        var place = Begin(statement, granularity, key);
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

    private static int BeginMargin(SqliteStatement statement, string granularity, in RollUpKey key, string? dimension)
    {
        var place = Begin(statement, granularity, key);
        statement.Text(++place, dimension ?? "all");
        statement.Text(++place, key.Value);
        return place;
    }

    private static int Begin(SqliteStatement statement, string granularity, in RollUpKey key)
    {
        statement.Text(1, granularity);
        statement.Instant(2, new DateTime(key.Hour, DateTimeKind.Utc));
        statement.Text(3, key.Tenant);
        return 3;
    }

    private static string Statement(string table, IReadOnlyList<string> dimensions, IReadOnlyList<string> figures)
    {
        var keys = $"{Keys}, {string.Join(", ", dimensions)}";
        var places = string.Join(", ", Enumerable.Repeat("?", 3 + dimensions.Count + figures.Count));
        return $"INSERT INTO {table} ({keys}, {string.Join(", ", figures)}) VALUES ({places}) "
            + $"ON CONFLICT ({keys}) DO UPDATE SET {string.Join(", ", figures.Select(column => $"{column} = {table}.{column} + excluded.{column}"))}";
    }
}
