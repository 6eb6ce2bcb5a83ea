using System.Data.Common;
using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Limits;

/// <summary>Rate limits that were set, in a database; the SQL is the same on both.</summary>
internal sealed class LimitStore(Database database, TimeProvider time) : ILimitStore
{
    private const string Bump = "UPDATE revisions SET value = value + 1 WHERE name = 'rate_limits'";
    private const string Revision = "SELECT value FROM revisions WHERE name = 'rate_limits'";

    private const string Upsert =
        "INSERT INTO rate_limits (tenant_id, scope, scope_id, requests_per_minute, tokens_per_minute, concurrent, mode, created_at, updated_at, updated_by, revision) "
        + "VALUES (@Tenant, @scope, @ScopeId, @RequestsPerMinute, @TokensPerMinute, @concurrent, @mode, @now, @now, @UpdatedBy, 1) "
        + "ON CONFLICT (tenant_id, scope, scope_id) DO UPDATE SET requests_per_minute = excluded.requests_per_minute, tokens_per_minute = excluded.tokens_per_minute, "
        + "concurrent = excluded.concurrent, mode = excluded.mode, updated_at = excluded.updated_at, updated_by = excluded.updated_by, revision = rate_limits.revision + 1";

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<long> RevisionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(Revision), cancellationToken);

    /// <inheritdoc />
    public Task<LimitPage> ReadAllAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                // The revision first: a change in between makes the page newer than it says, and it is read once more.
                var revision = await connection.ExecuteScalarAsync<long>(Revision);
                await using var reader = await connection.ExecuteReaderAsync(
                    "SELECT tenant_id, scope, scope_id, requests_per_minute, tokens_per_minute, concurrent, mode, updated_at, updated_by FROM rate_limits");
                var rules = new List<LimitRule>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    rules.Add(Read(reader));
                }

                return new LimitPage(revision, rules);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task PutAsync(LimitRule rule, AuditAct act, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var values = new
                {
                    rule.Tenant,
                    scope = LimitWords.Of(rule.Scope),
                    rule.ScopeId,
                    rule.Bounds.RequestsPerMinute,
                    rule.Bounds.TokensPerMinute,
                    concurrent = (long?)rule.Bounds.Concurrent,
                    mode = LimitWords.Of(rule.Mode),
                    now = _form.Instant(time.GetUtcNow()),
                    rule.UpdatedBy,
                };
                await transaction.Connection!.ExecuteAsync(Upsert, values, transaction);
                await AuditRows.AddAsync(act, transaction, _form);
                return await transaction.Connection!.ExecuteAsync(Bump, transaction: transaction);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> RemoveAsync(string tenant, LimitScope scope, string scopeId, AuditAct act, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var removed = await connection.ExecuteAsync(
                    "DELETE FROM rate_limits WHERE tenant_id = @tenant AND scope = @word AND scope_id = @scopeId", new { tenant, word = LimitWords.Of(scope), scopeId }, transaction);
                if (removed > 0)
                {
                    await AuditRows.AddAsync(act, transaction, _form);
                }

                await connection.ExecuteAsync(Bump, transaction: transaction);
                return removed > 0;
            },
            cancellationToken);

    private LimitRule Read(DbDataReader reader) => new()
    {
        Tenant = reader.GetString(0),
        Scope = LimitWords.Scope(reader.GetString(1))!.Value,
        ScopeId = reader.GetString(2),
        Bounds = new RateBounds(Maybe(reader, 3), Maybe(reader, 4), (int?)Maybe(reader, 5)),
        Mode = LimitWords.Mode(reader.GetString(6))!.Value,
        UpdatedAt = _form.ReadInstant(reader.GetValue(7)),
        UpdatedBy = reader.GetString(8),
    };

    private static long? Maybe(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : SqlForm.ReadLong(reader.GetValue(column));
}
