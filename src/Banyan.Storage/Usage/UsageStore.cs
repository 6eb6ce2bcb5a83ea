using System.Buffers.Binary;
using System.Data.Common;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Usage;

/// <summary>The ledger in a database; how rows are added is each database's own.</summary>
internal abstract class UsageStore(Database database) : IUsageStore, IUsageLog, IUsageEditing
{
    private const string AddReport =
        "INSERT INTO usage_reports (tenant_id, service, idempotency_key, usage_id, occurred_at) VALUES (@Tenant, @Service, @Key, @Id, @At) ON CONFLICT DO NOTHING";

    // The year 9000.
    private const double MostMilliseconds = 221_845_392_000_000;

    /// <inheritdoc />
    public Task AppendAsync(IReadOnlyList<UsageRow> rows, CancellationToken cancellationToken) =>
        rows.Count == 0 ? Task.CompletedTask : database.WriteAsync(transaction => AppendAsync(rows, transaction), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<UsageRow>> OfRequestAsync(string tenant, Guid requestId, CancellationToken cancellationToken) =>
        ReadAsync("tenant_id = @tenant AND request_id = @id ORDER BY attempt_no", new { tenant, id = database.Form.Id(requestId) }, cancellationToken);

    /// <inheritdoc />
    public async Task<UsagePage> PageAsync(UsageQuery query, CancellationToken cancellationToken)
    {
        if (UsageFloor.Helps(query))
        {
            if (await UsageFloor.FindAsync(query, database, cancellationToken) is not { } floor)
            {
                return new UsagePage([], false);
            }

            query = query.From > floor ? query : query with { From = floor };
        }

        var filter = UsageFilter.Of(query, database.Form);
        filter.Values.Add("limit", query.First + 1);
        var rows = await ReadAsync($"{filter.Condition} ORDER BY occurred_at DESC, id DESC LIMIT @limit", filter.Values, cancellationToken);
        return rows.Count > query.First ? new UsagePage([.. rows.Take(query.First)], true) : new UsagePage(rows, false);
    }

    /// <inheritdoc />
    public async Task<UsageRow?> FindAsync(string tenant, Guid id, CancellationToken cancellationToken)
    {
        // The id begins with the instant the row is found by.
        if (id.Version != 7)
        {
            return null;
        }

        var at = InstantOf(id);
        var values = new { tenant, id = database.Form.Id(id), from = database.Form.Instant(at), to = database.Form.Instant(at.AddMilliseconds(1)) };
        return await ReadAsync("tenant_id = @tenant AND occurred_at >= @from AND occurred_at <= @to AND id = @id", values, cancellationToken) is [var row, ..] ? row : null;
    }

    /// <inheritdoc />
    public Task AdjustAsync(UsageRow row, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await AppendAsync([row], transaction);
            return await AuditRows.AddAsync(act, transaction, database.Form);
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<UsageRow>> ReportAsync(IReadOnlyList<(string IdempotencyKey, UsageRow Row)> entries, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var added = new List<UsageRow>();
            // In one order, so that two who tell of the same calls never wait for each other in a ring.
            foreach (var (key, row) in entries.OrderBy(entry => entry.Row.Service, StringComparer.Ordinal).ThenBy(entry => entry.IdempotencyKey, StringComparer.Ordinal))
            {
                var values = new { row.Tenant, row.Service, Key = key, Id = database.Form.Id(row.Id), At = database.Form.Instant(row.OccurredAt) };
                if (await transaction.Connection!.ExecuteAsync(AddReport, values, transaction) == 1)
                {
                    added.Add(row);
                }
            }

            if (added.Count > 0)
            {
                await AppendAsync(added, transaction);
                await AuditRows.AddAsync(act, transaction, database.Form);
            }

            return (IReadOnlyList<UsageRow>)added;
        },
        cancellationToken);

    /// <summary>Adds rows, leaving those that are there.</summary>
    protected abstract Task<bool> AppendAsync(IReadOnlyList<UsageRow> rows, DbTransaction transaction);

    // A UUIDv7 begins with its milliseconds since 1970; the rest of its range lies beyond what an instant can be.
    private static DateTimeOffset InstantOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = (BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16) & 0xFFFF_FFFF_FFFF;
        return DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Min(milliseconds, MostMilliseconds));
    }

    private Task<IReadOnlyList<UsageRow>> ReadAsync(string condition, object values, CancellationToken cancellationToken) =>
        database.RowsAsync($"SELECT {UsageColumns.Names} FROM usage_log WHERE {condition}", values, reader => new UsageReader(reader, database.Form).Read(), cancellationToken);
}
