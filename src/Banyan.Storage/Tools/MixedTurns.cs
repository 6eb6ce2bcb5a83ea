using Banyan.Gateway.Tools.Looping;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Tools;

/// <summary>Mixed turns in a database; the SQL is the same on both.</summary>
internal sealed class MixedTurns(Database database) : IMixedTurns
{
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task SaveAsync(string tenant, IReadOnlyList<string> keys, string turn, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        database.Of(tenant).WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "INSERT INTO tool_turns (tenant_id, call_key, turn, expires_at) VALUES (@Tenant, @Key, @Turn, @Expires) "
                + "ON CONFLICT (tenant_id, call_key) DO UPDATE SET turn = excluded.turn, expires_at = excluded.expires_at",
                keys.Select(key => new { Tenant = tenant, Key = key, Turn = turn, Expires = _form.Instant(expiresAt) }),
                transaction),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, string>> FindAsync(string tenant, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        database.Of(tenant).ReadAsync<IReadOnlyDictionary<string, string>>(
            async connection =>
            {
                var found = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var key in keys)
                {
                    var turn = await connection.ExecuteScalarAsync<string?>("SELECT turn FROM tool_turns WHERE tenant_id = @tenant AND call_key = @key", new { tenant, key });
                    if (turn is not null)
                    {
                        found[key] = turn;
                    }
                }

                return found;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Across.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("DELETE FROM tool_turns WHERE tenant_id IS NOT NULL AND expires_at <= @Now", new { Now = _form.Instant(now) }, transaction),
            cancellationToken);
}
