using System.Security.Cryptography;
using Banyan.Gateway.Completions;
using Banyan.Gateway.Spine;
using Banyan.Storage.Envelope;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Completions;

/// <summary>Idempotency keys in a database, their answers encrypted. Taking one also forgets those of the same tenant whose time is over.</summary>
internal sealed class CompletionKeyStore(Database database, TenantKeys tenants) : ICompletionKeys
{
    private const string Mine = "tenant_id = @Tenant AND service = @Service AND key_hash = @Hash";
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public async Task<KeyClaim> ClaimAsync(CompletionKey key, Guid requestId, KeyTimes times, CancellationToken cancellationToken)
    {
        var claim = await TakeAsync(key, requestId, times, cancellationToken);
        return claim.Answer is { } kept && !claim.IsOther ? claim with { Answer = SealedText.Open(kept, Place(key), await KeysAsync(key, cancellationToken)) } : claim with { Answer = null };
    }

    /// <inheritdoc />
    public Task HoldAsync(CompletionKey key, Guid requestId, DateTimeOffset until, CancellationToken cancellationToken) =>
        RunAsync($"UPDATE idempotency_keys SET held_until = @Until WHERE {Mine} AND request_id = @Id", key, requestId, new { Until = _form.Instant(until) }, cancellationToken);

    /// <inheritdoc />
    public async Task SaveAsync(CompletionKey key, Guid requestId, string answer, CancellationToken cancellationToken)
    {
        var kept = SealedText.Seal(answer, Place(key), (await KeysAsync(key, cancellationToken))[0]);
        await RunAsync($"UPDATE idempotency_keys SET answer = @Answer WHERE {Mine} AND request_id = @Id", key, requestId, new { Answer = kept }, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<string?> FindAsync(string tenant, string service, string hash, Guid requestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = new CompletionKey(tenant, service, hash, "");
        var found = await database.Of(key.Tenant).RowsAsync(
            $"SELECT answer FROM idempotency_keys WHERE {Mine} AND request_id = @Id AND answer IS NOT NULL AND expires_at > @Now",
            new { key.Tenant, key.Service, key.Hash, Id = _form.Id(requestId), Now = _form.Instant(now) },
            row => row.GetString(0),
            cancellationToken);
        return found is [var kept] ? SealedText.Open(kept, Place(key), await KeysAsync(key, cancellationToken)) : null;
    }

    /// <inheritdoc />
    public Task ReleaseAsync(CompletionKey key, Guid requestId, CancellationToken cancellationToken) =>
        RunAsync($"DELETE FROM idempotency_keys WHERE {Mine} AND request_id = @Id AND answer IS NULL", key, requestId, new { }, cancellationToken);

    private Task<KeyClaim> TakeAsync(CompletionKey key, Guid requestId, KeyTimes times, CancellationToken cancellationToken) =>
        database.Of(key.Tenant).WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var values = new
                {
                    key.Tenant,
                    key.Service,
                    key.Hash,
                    key.Body,
                    Id = _form.Id(requestId),
                    Now = _form.Instant(times.Now),
                    Held = _form.Instant(times.HeldUntil),
                    Expires = _form.Instant(times.ExpiresAt),
                };
                await connection.ExecuteAsync("DELETE FROM idempotency_keys WHERE tenant_id = @Tenant AND expires_at <= @Now", values, transaction);
                var taken = await connection.ExecuteAsync(
                    "INSERT INTO idempotency_keys (tenant_id, service, key_hash, body_hash, request_id, created_at, held_until, expires_at) "
                    + "VALUES (@Tenant, @Service, @Hash, @Body, @Id, @Now, @Held, @Expires) ON CONFLICT (tenant_id, service, key_hash) DO UPDATE SET "
                    + "request_id = excluded.request_id, held_until = excluded.held_until, expires_at = excluded.expires_at "
                    + "WHERE idempotency_keys.answer IS NULL AND idempotency_keys.held_until <= @Now AND idempotency_keys.body_hash = excluded.body_hash",
                    values,
                    transaction);
                if (taken > 0)
                {
                    return new KeyClaim(IsMine: true, IsOther: false, requestId, null);
                }

                await using var reader = await connection.ExecuteReaderAsync($"SELECT body_hash, request_id, answer FROM idempotency_keys WHERE {Mine}", values, transaction);
                await reader.ReadAsync(cancellationToken);
                return new KeyClaim(IsMine: false, reader.GetString(0) != key.Body, _form.ReadId(reader.GetValue(1)), reader.IsDBNull(2) ? null : reader.GetString(2));
            },
            cancellationToken);

    private static string Place(CompletionKey key) => $"{key.Tenant}|{key.Service}|{key.Hash}|answer";

    private async Task<IReadOnlyList<DataKey>> KeysAsync(CompletionKey key, CancellationToken cancellationToken)
    {
        try
        {
            return tenants.Loaded(key.Tenant) ?? await tenants.LoadAsync(key.Tenant, cancellationToken);
        }
        catch (CryptographicException wrong)
        {
            throw new StoreAwayException("The master key is not the one the tenant's keys were wrapped with.", wrong);
        }
    }

    private Task<int> RunAsync(string sql, CompletionKey key, Guid requestId, object more, CancellationToken cancellationToken)
    {
        var values = new DynamicParameters(more);
        values.AddDynamicParams(new { key.Tenant, key.Service, key.Hash, Id = _form.Id(requestId) });
        return database.Of(key.Tenant).WriteAsync(transaction => transaction.Connection!.ExecuteAsync(sql, values, transaction), cancellationToken);
    }
}
