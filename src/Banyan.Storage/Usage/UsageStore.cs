using System.Data.Common;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Usage;

/// <summary>The ledger in a database; how rows are added is each database's own.</summary>
internal abstract class UsageStore(Database database) : IUsageStore, IUsageLog
{
    /// <inheritdoc />
    public Task AppendAsync(IReadOnlyList<UsageRow> rows, CancellationToken cancellationToken) =>
        rows.Count == 0 ? Task.CompletedTask : database.WriteAsync(transaction => AppendAsync(rows, transaction), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<UsageRow>> OfRequestAsync(string tenant, Guid requestId, CancellationToken cancellationToken) =>
        ReadAsync("tenant_id = @tenant AND request_id = @id ORDER BY attempt_no", new { tenant, id = database.Form.Id(requestId) }, cancellationToken);

    /// <inheritdoc />
    public async Task<UsagePage> PageAsync(UsageQuery query, CancellationToken cancellationToken)
    {
        var filter = UsageFilter.Of(query, database.Form);
        filter.Values.Add("limit", query.First + 1);
        var rows = await ReadAsync($"{filter.Condition} ORDER BY occurred_at DESC, id DESC LIMIT @limit", filter.Values, cancellationToken);
        return rows.Count > query.First ? new UsagePage([.. rows.Take(query.First)], true) : new UsagePage(rows, false);
    }

    /// <summary>Adds rows, leaving those that are there.</summary>
    protected abstract Task<bool> AppendAsync(IReadOnlyList<UsageRow> rows, DbTransaction transaction);

    private Task<IReadOnlyList<UsageRow>> ReadAsync(string condition, object values, CancellationToken cancellationToken) =>
        database.RowsAsync($"SELECT {UsageColumns.Names} FROM usage_log WHERE {condition}", values, reader => new UsageReader(reader, database.Form).Read(), cancellationToken);
}
