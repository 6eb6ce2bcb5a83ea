using System.Data.Common;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Banyan.Storage.Usage;
using Microsoft.Data.Sqlite;

namespace Banyan.Storage.Sqlite;

/// <summary>The ledger on SQLite: one prepared statement, a row at a time, in one transaction.</summary>
internal sealed class SqliteUsageStore(Database database) : UsageStore(database)
{
    private static readonly string InsertRow =
        $"INSERT INTO usage_log ({UsageColumns.Names}) VALUES ({string.Join(", ", Enumerable.Repeat("?", UsageColumns.All.Count))}) ON CONFLICT (occurred_at, id) DO NOTHING";

    /// <inheritdoc />
    protected override async Task<bool> AppendAsync(IReadOnlyList<UsageRow> rows, DbTransaction transaction)
    {
        var last = await SqliteRollUp.LastAsync(transaction);
        Insert(rows, (SqliteConnection)transaction.Connection!);
        await SqliteRollUp.AddAsync(transaction, last);
        return true;
    }

    private static void Insert(IReadOnlyList<UsageRow> rows, SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, InsertRow);
        foreach (var row in rows)
        {
            for (var i = 0; i < UsageColumns.All.Count; i++)
            {
                UsageColumns.All[i].Put(row, statement, i + 1);
            }

            statement.Run();
        }
    }
}
