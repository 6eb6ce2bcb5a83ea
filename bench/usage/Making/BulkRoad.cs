using System.Data.Common;
using System.Diagnostics;
using Banyan.Gateway.Spine;
using Banyan.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Banyan.UsageBench.Making;

/// <summary>Fills an empty ledger all at once: rows without rollups, then the program's own migrations, which add up what was there before.</summary>
internal static class BulkRoad
{
    // Of which migrations add up the ledger.
    private static readonly string[] Steps = ["0017_usage_rollups", "0117_usage_totals", "0132_usage_of_users"];
    private static readonly string[] Tables = ["usage_rollups", "usage_latencies", "usage_reports", "usage_totals", "usage_users", "usage_margins", "usage_margin_latencies"];

    private const string Unhook =
        "DROP TRIGGER IF EXISTS usage_roll_up ON usage_log; DROP FUNCTION IF EXISTS usage_roll_up(); DROP TRIGGER IF EXISTS usage_roll_up_margins ON usage_log; DROP FUNCTION IF EXISTS usage_roll_up_margins();";

    public static async Task FileAsync(string file, IEnumerable<UsageRow> rows)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync();
        connection.CreateFunction("latency_bucket", static (long milliseconds) => (long)TimeBuckets.Of(TimeSpan.FromMilliseconds(milliseconds)), isDeterministic: true);
        await RunAsync(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;" + Drop());
        var indexes = await IndexesAsync(connection);
        await RunAsync(connection, string.Concat(indexes.Select(index => $"DROP INDEX {index.Name};")));
        await using (var transaction = (SqliteTransaction)await connection.BeginTransactionAsync())
        {
            await using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = $"INSERT INTO usage_log ({LedgerRow.Names}) VALUES ({string.Join(", ", LedgerRow.Columns.Select(column => "$" + column.Name))})";
            var values = LedgerRow.Columns.Select(column => insert.Parameters.Add(new SqliteParameter("$" + column.Name, DBNull.Value))).ToArray();
            await insert.PrepareAsync();
            foreach (var row in Told(rows))
            {
                for (var i = 0; i < values.Length; i++)
                {
                    values[i].Value = LedgerRow.InFile(LedgerRow.Columns[i].Of(row));
                }

                await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        await RunAsync(connection, string.Concat(indexes.Select(index => index.Sql + ";")));
        await AddUpAsync(connection, "Sqlite");
        await RunAsync(connection, "PRAGMA journal_mode = WAL;");
    }

    public static async Task ServerAsync(string connectionString, IEnumerable<UsageRow> rows)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await RunAsync(connection, "SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'; " + Unhook + Drop());
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY usage_log ({LedgerRow.Names}) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in Told(rows))
            {
                await copy.StartRowAsync();
                foreach (var (_, type, of) in LedgerRow.Columns)
                {
                    await copy.WriteAsync(of(row) ?? DBNull.Value, type);
                }
            }

            await copy.CompleteAsync();
        }

        await AddUpAsync(connection, "Postgres");
    }

    private static string Drop() => string.Concat(Tables.Select(table => $"DROP TABLE IF EXISTS {table};"));

    private static IEnumerable<UsageRow> Told(IEnumerable<UsageRow> rows)
    {
        var (count, started) = (0, Stopwatch.GetTimestamp());
        foreach (var row in rows)
        {
            yield return row;
            if (++count % 1_000_000 == 0)
            {
                Console.Error.WriteLine($"{count:N0} rows in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
            }
        }
    }

    private static async Task AddUpAsync(DbConnection connection, string database)
    {
        var assembly = typeof(StorageOptions).Assembly;
        foreach (var step in Steps)
        {
            var name = assembly.GetManifestResourceNames().FirstOrDefault(one => one.StartsWith($"Banyan.Storage.{database}.Migrations.", StringComparison.Ordinal) && one.EndsWith(step + ".sql", StringComparison.Ordinal));
            if (name is null)
            {
                continue;
            }

            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var started = Stopwatch.GetTimestamp();
            await RunAsync(connection, "BEGIN;" + await reader.ReadToEndAsync() + "; COMMIT;");
            await Console.Error.WriteLineAsync($"{step}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        }
    }

    private static async Task<List<(string Name, string Sql)>> IndexesAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'usage_log' AND sql IS NOT NULL";
        await using var reader = await command.ExecuteReaderAsync();
        var indexes = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            indexes.Add((reader.GetString(0), reader.GetString(1)));
        }

        return indexes;
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync();
    }
}
