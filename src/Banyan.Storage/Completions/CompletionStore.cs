using Banyan.Gateway.Completions;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Completions;

/// <summary>Records of exchanges in a database; the SQL is the same on both.</summary>
internal sealed class CompletionStore(Database database) : ICompletionStore
{
    private readonly SqlForm _form = database.Form;
    private readonly CompletionReader _reader = new(database.Form);

    /// <inheritdoc />
    public Task AppendAsync(IReadOnlyList<CompletionRow> rows, CancellationToken cancellationToken) =>
        database.Across.WriteAsync(
            async transaction =>
            {
                await database.InsertAsync(transaction, CompletionColumns.Requests, rows);
                if (rows.Where(row => row.Fault is not null).ToList() is { Count: > 0 } failed)
                {
                    await database.InsertAsync(transaction, CompletionColumns.Errors, failed);
                }

                return true;
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<CompletionRow?> FindAsync(string tenant, Guid id, CancellationToken cancellationToken) =>
        await ReadAsync(tenant, "q.tenant_id = @Tenant AND q.id = @Id", new DynamicParameters(new { Tenant = tenant, Id = _form.Id(id) }), 1, cancellationToken) is [var found] ? found : null;

    /// <inheritdoc />
    public Task<IReadOnlyList<CompletionRow>> ListAsync(CompletionQuery query, CancellationToken cancellationToken)
    {
        var filter = new CompletionFilter(query, _form);
        return ReadAsync(query.Tenant, filter.Where, filter.Values, query.First, cancellationToken);
    }

    /// <inheritdoc />
    public Task<int> ExpireAsync(DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        database.Across.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "DELETE FROM completion_requests WHERE tenant_id IS NOT NULL AND created_at < @Before "
                + "AND id IN (SELECT id FROM completion_requests WHERE created_at < @Before ORDER BY created_at LIMIT @Most)",
                new { Before = _form.Instant(before), Most = most },
                transaction),
            cancellationToken);

    private Task<IReadOnlyList<CompletionRow>> ReadAsync(string tenant, string where, DynamicParameters values, int first, CancellationToken cancellationToken)
    {
        values.Add("First", first);
        return database.Of(tenant).RowsAsync(
            $"SELECT {CompletionReader.Columns} FROM {CompletionReader.Joined} WHERE {where} ORDER BY q.created_at DESC, q.id DESC LIMIT @First", values, _reader.Read, cancellationToken);
    }
}
