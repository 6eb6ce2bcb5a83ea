using System.Data.Common;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Banyan.Storage.Usage;

namespace Banyan.Storage.Sqlite;

/// <summary>The ledger on SQLite: one prepared statement, a row at a time, in one transaction.</summary>
internal sealed class SqliteUsageStore(Database database) : UsageStore(database)
{
    private static readonly string Insert =
        $"INSERT INTO usage_log ({UsageColumns.Names}) VALUES ({string.Join(", ", UsageColumns.All.Select(column => "@" + column.Name))}) ON CONFLICT (occurred_at, id) DO NOTHING";

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    protected override async Task<bool> AppendAsync(IReadOnlyList<UsageRow> rows, DbTransaction transaction)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Insert;
        foreach (var column in UsageColumns.All)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + column.Name;
            command.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < UsageColumns.All.Count; i++)
            {
                command.Parameters[i].Value = Written(UsageColumns.All[i].Value(row));
            }

            await command.ExecuteNonQueryAsync();
        }

        return true;
    }

    private object Written(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => _form.Id(id),
        DateTime instant => _form.Instant(new DateTimeOffset(instant, TimeSpan.Zero)),
        bool truth => _form.Truth(truth),
        _ => value,
    };
}
