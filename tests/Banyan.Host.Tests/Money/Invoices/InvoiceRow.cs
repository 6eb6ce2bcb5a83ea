using Banyan.Gateway.Metering;
using Banyan.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Money.Invoices;

/// <summary>One row of the ledger, as far as an invoice is compared with it.</summary>
internal sealed record InvoiceRow(string User, string Provider, string Outcome, bool IsEstimated, bool IsHedge, long Input, long Output, long CostNanoUsd, string? Units)
{
    /// <summary>Every row about a provider's call, those of an ask in the order of its calls.</summary>
    public static async Task<ILookup<string, InvoiceRow>> ReadAsync(string dataDir)
    {
        // The store is asked first: it decides which native library the process uses.
        await using var services = new ServiceCollection().AddLogging().AddStorage(new StorageOptions { DataDir = dataDir }).BuildServiceProvider();
        await services.GetRequiredService<IUsageStore>().OfRequestAsync("default", Guid.Empty, CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDir, "banyan.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT user_id, provider_id, outcome, source, hedge, prompt_tokens, completion_tokens, cost_nusd, units FROM usage_log WHERE provider_id IS NOT NULL ORDER BY occurred_at, id";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<InvoiceRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new InvoiceRow(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3) == "estimated", reader.GetBoolean(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7), reader.IsDBNull(8) ? null : reader.GetString(8)));
        }

        return rows.ToLookup(row => row.User, StringComparer.Ordinal);
    }
}
