using System.Data.Common;
using System.Globalization;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Banyan.UsageBench.Making;

/// <summary>The database as the program opens it, and beside that as anybody may.</summary>
internal sealed class LedgerFile : IAsyncDisposable
{
    private const int Patience = 900;
    private ServiceProvider _parts;
    private readonly Options _options;
    private readonly string _folder, _file;

    private LedgerFile(ServiceProvider parts, Options options, string folder) => (_parts, _options, _folder, _file) = (parts, options, folder, Path.Combine(folder, "data", "banyan.db"));

    /// <summary>Where the program adds rows.</summary>
    public IUsageStore Store => _parts.GetRequiredService<IUsageStore>();

    /// <summary>Opens it, its schema up to date.</summary>
    public static async Task<LedgerFile> OpenAsync(Options options, string folder)
    {
        var parts = Parts(options, folder);
        await parts.GetRequiredService<SchemaSetup>().RunAsync(default);
        return new LedgerFile(parts, options, folder);
    }

    /// <summary>When the newest row of the tenant that is asked for began; null without any.</summary>
    public async Task<DateTimeOffset?> NewestAsync() =>
        (await _parts.GetRequiredService<IUsageLog>().PageAsync(new UsageQuery { Tenant = Population.Tenant, First = 1 }, default)).Rows is [var row, ..] ? row.OccurredAt : null;

    /// <summary>Adds rows to an empty ledger all at once.</summary>
    public async Task FillAsync(IEnumerable<UsageRow> rows)
    {
        // The file's journal is set aside meanwhile, which nobody else may have open then.
        await _parts.DisposeAsync();
        await (_options.Postgres.Length > 0 ? BulkRoad.ServerAsync(_options.Postgres, rows) : BulkRoad.FileAsync(_file, rows));
        _parts = Parts(_options, _folder);
    }

    /// <summary>Months of PostgreSQL that the program would have made as time went by.</summary>
    public async Task MakePartitionsAsync(DateTimeOffset first, DateTimeOffset last)
    {
        for (var month = new DateTime(first.Year, first.Month, 1); _options.Postgres.Length > 0 && month <= last.UtcDateTime; month = month.AddMonths(1))
        {
            await RunAsync(string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE IF NOT EXISTS usage_log_{month:yyyy_MM} PARTITION OF usage_log FOR VALUES FROM ('{month:yyyy-MM-dd}Z') TO ('{month.AddMonths(1):yyyy-MM-dd}Z')"));
        }
    }

    /// <summary>Compares what rows add up to with every kind of rollup.</summary>
    /// <returns>How many rows there are.</returns>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public async Task<long> CheckAsync()
    {
        var rows = await ReadAsync(
            "SELECT COUNT(*), COUNT(CASE WHEN attempt_no = 1 AND outcome <> 'adjusted' THEN 1 END), COUNT(CASE WHEN outcome NOT IN ('running', 'lost', 'adjusted') AND door <> 'report' THEN 1 END), "
            + "SUM(total_tokens), COALESCE(SUM(cost_nusd), 0), SUM(saved_nusd) FROM usage_log");
        foreach (var kind in Rollup.All)
        {
            var sums = await ReadAsync($"SELECT {string.Join(", ", kind.Figures.Select(figure => $"COALESCE(SUM({figure}), 0)"))} FROM {kind.From}");
            var expected = kind.Figures.Select(figure => rows[Rollup.Place(figure)]);
            if (!sums.SequenceEqual(expected))
            {
                throw new InvalidOperationException($"{kind.From} says {string.Join(' ', sums)}, the ledger {string.Join(' ', expected)}.");
            }
        }

        return rows[0];
    }

    /// <summary>How large tables are, in rows.</summary>
    public async Task<IReadOnlyList<(string Table, long Rows)>> SizesAsync()
    {
        var sizes = new List<(string, long)>();
        foreach (var table in Rollup.Tables)
        {
            sizes.Add((table, (await ReadAsync($"SELECT COUNT(*) FROM {table}"))[0]));
        }

        return sizes;
    }

    /// <summary>Has the database look at its tables, as its own upkeep does.</summary>
    public Task AnalyzeAsync() => _options.Postgres.Length > 0 ? RunAsync("VACUUM ANALYZE") : Task.CompletedTask;

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private static ServiceProvider Parts(Options options, string folder)
    {
        var storage = new StorageOptions { Database = options.Postgres, DataDir = Path.Combine(folder, "data"), MasterKeyFile = options.Postgres.Length > 0 ? Path.Combine(folder, "master.key") : null };
        return new ServiceCollection().AddLogging().AddStorage(storage).BuildServiceProvider();
    }

    private async Task<long[]> ReadAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, Patience);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(place => Convert.ToInt64(reader.GetValue(place), CultureInfo.InvariantCulture))];
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, Patience);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = _options.Postgres.Length > 0 ? new NpgsqlConnection(_options.Postgres) : new SqliteConnection($"Data Source={_file};Mode=ReadOnly");
        await connection.OpenAsync();
        return connection;
    }
}
