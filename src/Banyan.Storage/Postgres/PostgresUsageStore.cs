using System.Data.Common;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Banyan.Storage.Usage;

namespace Banyan.Storage.Postgres;

/// <summary>The ledger on PostgreSQL: a batch is one statement over one array per column.</summary>
internal sealed class PostgresUsageStore(Database database) : UsageStore(database)
{
    private static readonly string Insert = BuildInsert();

    /// <inheritdoc />
    protected override async Task<bool> AppendAsync(IReadOnlyList<UsageRow> rows, DbTransaction transaction)
    {
        // In one order, so that two writers of the same rows never wait for each other in a ring.
        rows = [.. rows.OrderBy(row => row.OccurredAt).ThenBy(row => row.Id)];
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Insert;
        foreach (var column in UsageColumns.All)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = column.Name;
            parameter.Value = column.Values(rows);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
        return true;
    }

    private static string BuildInsert()
    {
        // JSON travels as text: an array of documents has no driver type of its own.
        var arrays = string.Join(", ", UsageColumns.All.Select(column => $"@{column.Name}::{Travels(column.Type)}[]"));
        var values = string.Join(", ", UsageColumns.All.Select(column => $"new.{column.Name}::{column.Type}"));
        return $"INSERT INTO usage_log ({UsageColumns.Names}) SELECT {values} FROM unnest({arrays}) AS new ({UsageColumns.Names}) ON CONFLICT DO NOTHING";
    }

    private static string Travels(string type) => type == "jsonb" ? "text" : type;
}
