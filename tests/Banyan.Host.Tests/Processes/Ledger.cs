using System.Globalization;
using Banyan.Gateway.Metering;
using Banyan.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Processes;

/// <summary>The usage rows in a data folder whose service has ended, read straight from the SQLite file.</summary>
internal static class Ledger
{
    /// <summary>All rows, oldest first.</summary>
    public static async Task<IReadOnlyList<LedgerRow>> ReadAsync(string dataDir)
    {
        // The store is asked first: it decides which native library the process uses.
        await using var services = new ServiceCollection().AddLogging().AddStorage(new StorageOptions { DataDir = dataDir }).BuildServiceProvider();
        await services.GetRequiredService<IUsageStore>().OfRequestAsync("default", Guid.Empty, CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDir, "banyan.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT request_id, outcome, source, cost_nusd, failure_code, door FROM usage_log ORDER BY occurred_at, id";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<LedgerRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new LedgerRow(Convert.ToString(reader[0], CultureInfo.InvariantCulture)!, reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetString(5)));
        }

        return rows;
    }
}

/// <summary>One row of the usage log, as far as these tests look.</summary>
internal sealed record LedgerRow(string RequestId, string Outcome, string Source, long? CostNanoUsd, string? FailureCode, string Door);
