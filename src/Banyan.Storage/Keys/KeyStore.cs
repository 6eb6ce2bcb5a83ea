using System.Data;
using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Storage.Alerting;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Keys;

/// <summary>Keys in a database; the SQL is the same on both.</summary>
internal sealed class KeyStore(Database database, TimeProvider time) : IKeyStore
{
    private const string Columns =
        "k.id, k.public_id, k.tenant_id, s.name, k.name, k.role, k.scopes, k.hash, k.pepper_version, k.created_at, k.expires_at, k.last_used_at, k.status, k.parent_id, "
        + "k.generation, k.rotated_at, k.previous_hash, k.previous_pepper_version, k.previous_until, k.allowed_ips";

    private const string Bump = "UPDATE revisions SET value = value + 1 WHERE name = 'api_keys'";
    private const string Revision = "SELECT value FROM revisions WHERE name = 'api_keys'";

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<long> RevisionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(Revision), cancellationToken);

    /// <inheritdoc />
    public Task<KeyPage> ReadAllAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                // The revision first: a change in between makes the page newer than it says, and it is read once more.
                var revision = await connection.ExecuteScalarAsync<long>(Revision);
                var keys = new List<KeyRecord>();
                await using (var reader = await connection.ExecuteReaderAsync($"SELECT {Columns} FROM api_keys k JOIN services s ON s.id = k.service_id"))
                {
                    while (await reader.ReadAsync(cancellationToken))
                    {
                        keys.Add(Read(reader));
                    }
                }

                return new KeyPage(revision, keys)
                {
                    Services = await ServiceRows.ServicesAsync(connection, cancellationToken),
                    Users = await ServiceRows.UsersAsync(connection, _form, cancellationToken),
                };
            },
            cancellationToken);

    /// <inheritdoc />
    public Task PutAsync(KeyRecord key, AuditAct? act, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var now = time.GetUtcNow();
                await connection.ExecuteAsync(
                    "INSERT INTO services (id, tenant_id, name, created_at) VALUES (@Id, @Tenant, @Service, @Now) ON CONFLICT (tenant_id, name) DO NOTHING",
                    new { Id = _form.Id(Guid.CreateVersion7(now)), key.Tenant, key.Service, Now = _form.Instant(now) },
                    transaction);
                if (await connection.ExecuteAsync(Upsert(), Values(key), transaction) > 0)
                {
                    await WriteAsync(act, transaction);
                }

                return await connection.ExecuteAsync(Bump, transaction: transaction);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<KeyEdit> RevokeAsync(string tenant, string publicId, AuditAct? act, CancellationToken cancellationToken) =>
        EditAsync(
            "status = 'revoked'", new { tenant, publicId }, tenant, publicId, leavesAdmin: false, act, cancellationToken, ServiceEvent.Of(time.GetUtcNow(), tenant, EventTypes.KeyRevoked, new { keyId = publicId }));

    /// <inheritdoc />
    public Task<KeyEdit> SetRoleAsync(string tenant, string publicId, Role role, Grants grants, AuditAct? act, CancellationToken cancellationToken) => EditAsync(
        $"role = @role, scopes = @scopes{_form.Json}",
        new { tenant, publicId, role = RoleRights.WordOf(role), scopes = Scopes(grants) },
        tenant,
        publicId,
        leavesAdmin: role == Role.Admin,
        act,
        cancellationToken);

    /// <inheritdoc />
    public Task<KeyEdit> RotateAsync(string tenant, string publicId, NewSecret secret, AuditAct? act, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                // The secret alone, from what the row holds: an edit made meanwhile stays made.
                var values = new DynamicParameters(new { tenant, publicId, secret.Hash, secret.PepperVersion, secret.After });
                values.Add("At", _form.Instant(secret.At));
                values.Add("OldUntil", _form.Instant(secret.OldUntil));
                values.Add("ExpiresAt", _form.Instant(secret.ExpiresAt), _form.InstantType);
                var connection = transaction.Connection!;
                await connection.ExecuteAsync(Bump, transaction: transaction);
                var changed = await connection.ExecuteAsync(
                    "UPDATE api_keys SET previous_hash = hash, previous_pepper_version = pepper_version, previous_until = @OldUntil, hash = @Hash, pepper_version = @PepperVersion, "
                    + "rotated_at = @At, expires_at = @ExpiresAt, generation = generation + 1 WHERE tenant_id = @tenant AND public_id = @publicId AND status = 'active' AND generation = @After",
                    values,
                    transaction);
                if (changed > 0)
                {
                    await WriteAsync(act, transaction);
                }

                return changed > 0 ? KeyEdit.Done : KeyEdit.Changed;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task TouchAsync(IReadOnlyDictionary<string, DateTimeOffset> lastUsed, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE api_keys SET last_used_at = @At WHERE public_id = @Id AND (last_used_at IS NULL OR last_used_at < @At)",
                lastUsed.Select(use => new { Id = use.Key, At = _form.Instant(use.Value) }),
                transaction),
            cancellationToken);

    private Task<KeyEdit> EditAsync(string change, object values, string tenant, string publicId, bool leavesAdmin, AuditAct? act, CancellationToken cancellationToken, ServiceEvent? told = null) =>
        database.WriteAsync(
            async transaction =>
            {
                // The revision first: its row is the lock that lets no two edits count administrators at once.
                var connection = transaction.Connection!;
                await connection.ExecuteAsync(Bump, transaction: transaction);
                if (!leavesAdmin && await IsLastAdminAsync(transaction, tenant, publicId))
                {
                    return KeyEdit.LastAdmin;
                }

                var changed = await connection.ExecuteAsync($"UPDATE api_keys SET {change} WHERE tenant_id = @tenant AND public_id = @publicId AND status = 'active'", values, transaction);
                if (changed > 0)
                {
                    await WriteAsync(act, transaction);
                }

                if (changed > 0 && told is not null)
                {
                    await EventRows.AddAsync(told, transaction, _form);
                }

                return changed > 0 ? KeyEdit.Done : KeyEdit.NotFound;
            },
            cancellationToken);

    private Task WriteAsync(AuditAct? act, DbTransaction transaction) => act is null ? Task.CompletedTask : AuditRows.AddAsync(act, transaction, _form);

    private async Task<bool> IsLastAdminAsync(DbTransaction transaction, string tenant, string publicId)
    {
        var admins = new List<KeyRecord>();
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(
            $"SELECT {Columns} FROM api_keys k JOIN services s ON s.id = k.service_id WHERE k.tenant_id = @tenant AND k.role = 'admin' AND k.status = 'active' AND NOT s.disabled", new { tenant }, transaction);
        while (await reader.ReadAsync())
        {
            admins.Add(Read(reader));
        }

        var full = admins.Where(key => key.IsFullAdmin && key.IsInForce(time.GetUtcNow())).ToList();
        return full is [var last] && last.PublicId == publicId;
    }

    private string Upsert() =>
        "INSERT INTO api_keys (id, tenant_id, service_id, name, public_id, hash, pepper_version, role, scopes, allowed_ips, status, parent_id, expires_at, last_used_at, created_at, generation, rotated_at, previous_hash, previous_pepper_version, previous_until) "
        + "SELECT @Id, @Tenant, s.id, @Name, @PublicId, @Hash, @PepperVersion, @Role, @Scopes" + _form.Json + ", @Networks" + _form.Json + ", @Status, @ParentId, @ExpiresAt, @LastUsedAt, @CreatedAt, @Generation, @RotatedAt, @OldHash, @OldPepper, @OldUntil "
        + "FROM services s WHERE s.tenant_id = @Tenant AND s.name = @Service "
        + "ON CONFLICT (public_id) DO UPDATE SET name = excluded.name, service_id = excluded.service_id, hash = excluded.hash, pepper_version = excluded.pepper_version, "
        + "role = excluded.role, scopes = excluded.scopes, allowed_ips = excluded.allowed_ips, status = excluded.status, parent_id = excluded.parent_id, expires_at = excluded.expires_at, "
        + "generation = excluded.generation, rotated_at = excluded.rotated_at, previous_hash = excluded.previous_hash, previous_pepper_version = excluded.previous_pepper_version, previous_until = excluded.previous_until "
        + "WHERE api_keys.tenant_id = excluded.tenant_id";

    private DynamicParameters Values(KeyRecord key)
    {
        var values = new DynamicParameters(new { key.Tenant, key.Service, key.Name, key.PublicId, key.Hash, key.PepperVersion, Role = RoleRights.WordOf(key.Role), key.ParentId, key.Generation });
        values.Add("Id", _form.Id(key.Id));
        values.Add("Scopes", Scopes(key.Grants));
        values.Add("Networks", Networks(key.Grants));
        values.Add("Status", key.IsRevoked ? "revoked" : "active");
        values.Add("ExpiresAt", _form.Instant(key.ExpiresAt), _form.InstantType);
        values.Add("LastUsedAt", _form.Instant(key.LastUsedAt), _form.InstantType);
        values.Add("CreatedAt", _form.Instant(key.CreatedAt));
        values.Add("RotatedAt", _form.Instant(key.RotatedAt), _form.InstantType);
        values.Add("OldHash", key.Old?.Hash, DbType.Binary);
        values.Add("OldPepper", key.Old?.PepperVersion, DbType.Int32);
        values.Add("OldUntil", _form.Instant(key.Old?.Until), _form.InstantType);
        return values;
    }

    private static string Scopes(Grants grants) =>
        JsonSerializer.Serialize(new StoredScopes([.. grants.Operations], [.. grants.Models], [.. grants.Tools]), KeyJson.Default.StoredScopes);

    /// <summary>Networks as their column holds them: none stands for anywhere, as in rows of the releases that knew no networks.</summary>
    private static string Networks(Grants grants)
    {
        string[] networks = grants.Networks is ["*"] ? [] : [.. grants.Networks];
        return JsonSerializer.Serialize(networks, KeyJson.Default.StringArray);
    }

    private KeyRecord Read(DbDataReader reader)
    {
        var scopes = JsonSerializer.Deserialize(reader.GetString(6), KeyJson.Default.StoredScopes)!;
        var networks = JsonSerializer.Deserialize(reader.GetString(19), KeyJson.Default.StringArray)!;
        return new KeyRecord
        {
            Id = _form.ReadId(reader.GetValue(0)),
            PublicId = reader.GetString(1),
            Tenant = reader.GetString(2),
            Service = reader.GetString(3),
            Name = reader.GetString(4),
            Role = RoleRights.Find(reader.GetString(5)) ?? throw new InvalidOperationException($"The role '{reader.GetString(5)}' of a stored key is unknown."),
            Grants = new Grants(scopes.Operations, scopes.Models)
            {
                Tools = scopes.Tools ?? (scopes.Operations.Contains("*", StringComparer.Ordinal) ? ["*"] : []),
                Networks = networks is [] ? ["*"] : networks,
            },
            Hash = (byte[])reader.GetValue(7),
            PepperVersion = (int)SqlForm.ReadLong(reader.GetValue(8)),
            CreatedAt = _form.ReadInstant(reader.GetValue(9)),
            ExpiresAt = MaybeInstant(reader, 10),
            LastUsedAt = MaybeInstant(reader, 11),
            IsRevoked = reader.GetString(12) == "revoked",
            ParentId = reader.IsDBNull(13) ? null : reader.GetString(13),
            Generation = (int)SqlForm.ReadLong(reader.GetValue(14)),
            RotatedAt = MaybeInstant(reader, 15),
            Old = reader.IsDBNull(16) ? null : new OldSecret((byte[])reader.GetValue(16), (int)SqlForm.ReadLong(reader.GetValue(17)), _form.ReadInstant(reader.GetValue(18))),
        };
    }

    private DateTimeOffset? MaybeInstant(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : _form.ReadInstant(reader.GetValue(column));
}
