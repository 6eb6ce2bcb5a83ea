using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Envelope;

/// <summary>Wrapped keys of tenants in a database.</summary>
internal sealed class DekStore(Database database, KeyWrap wrap)
{
    /// <summary>Reads a tenant's keys, newest first.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The master key is not the one they were wrapped with.</exception>
    public Task<IReadOnlyList<DataKey>> ReadAsync(string tenant, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DataKey>>(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(
                    "SELECT version, wrapped, created_at FROM data_keys WHERE tenant_id = @tenant ORDER BY version DESC", new { tenant });
                var keys = new List<DataKey>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    var version = (int)SqlForm.ReadLong(reader.GetValue(0));
                    keys.Add(new DataKey(version, wrap.Unwrap(tenant, version, (byte[])reader.GetValue(1)), database.Form.ReadInstant(reader.GetValue(2))));
                }

                return keys;
            },
            cancellationToken);

    /// <summary>Adds a tenant's key; where another node has added the same version first, that one stays.</summary>
    public Task AddAsync(string tenant, DataKey key, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "INSERT INTO data_keys (tenant_id, version, wrapped, kek_id, created_at) VALUES (@tenant, @Version, @Wrapped, @Kek, @At) ON CONFLICT (tenant_id, version) DO NOTHING",
                new { tenant, key.Version, Wrapped = wrap.Wrap(tenant, key.Version, key.Key), Kek = wrap.Id, At = database.Form.Instant(key.CreatedAt) },
                transaction),
            cancellationToken);
}
