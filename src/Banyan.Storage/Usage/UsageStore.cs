using System.Data.Common;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Usage;

/// <summary>The ledger in a database; how rows are added is each database's own.</summary>
internal abstract class UsageStore(Database database) : IUsageStore
{
    /// <inheritdoc />
    public Task AppendAsync(IReadOnlyList<UsageRow> rows, CancellationToken cancellationToken) =>
        rows.Count == 0 ? Task.CompletedTask : database.WriteAsync(transaction => AppendAsync(rows, transaction), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<UsageRow>> OfRequestAsync(string tenant, Guid requestId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<UsageRow>>(
            async connection =>
            {
                var sql = $"SELECT {UsageColumns.Names} FROM usage_log WHERE tenant_id = @tenant AND request_id = @id ORDER BY attempt_no";
                await using var reader = await connection.ExecuteReaderAsync(sql, new { tenant, id = database.Form.Id(requestId) });
                var (row, rows) = (new UsageReader(reader, database.Form), new List<UsageRow>());
                while (await reader.ReadAsync(cancellationToken))
                {
                    rows.Add(row.Read());
                }

                return rows;
            },
            cancellationToken);

    /// <summary>Adds rows, leaving those that are there.</summary>
    protected abstract Task<bool> AppendAsync(IReadOnlyList<UsageRow> rows, DbTransaction transaction);
}
