using System.Data.Common;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Banyan.Storage.Usage;
using Microsoft.Data.Sqlite;

namespace Banyan.Storage.Sqlite;

/// <summary>The ledger on SQLite: one prepared statement, a row at a time, in one transaction with what the rows add up to.</summary>
internal sealed class SqliteUsageStore(Database database) : UsageStore(database)
{
    private static readonly string InsertRow =
        $"INSERT INTO usage_log ({UsageColumns.Names}) VALUES ({string.Join(", ", Enumerable.Repeat("?", UsageColumns.All.Count))}) ON CONFLICT (occurred_at, id) DO NOTHING";

    /// <inheritdoc />
    protected override Task<bool> AppendAsync(IReadOnlyList<UsageRow> rows, DbTransaction transaction)
    {
        var connection = (SqliteConnection)transaction.Connection!;
        var sums = new RollUpSums();
        using (var statement = new SqliteStatement(connection, InsertRow))
        {
            foreach (var row in rows)
            {
                if (Insert(row, statement))
                {
                    sums.Add(row);
                }
            }
        }

        SqliteRollUp.Add(connection, sums);
        return Task.FromResult(true);
    }

    /// <summary>Adds a row; false when it was there already, and counted then.</summary>
    private static bool Insert(UsageRow row, SqliteStatement statement)
    {
        for (var i = 0; i < UsageColumns.All.Count; i++)
        {
            UsageColumns.All[i].Put(row, statement, i + 1);
        }

        return statement.Run();
    }
}
