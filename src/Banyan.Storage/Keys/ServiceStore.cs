using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Callers.Services;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Keys;

/// <summary>Services, teams and users in a database; the SQL is the same on both.</summary>
internal sealed class ServiceStore(Database database, TimeProvider time) : IServiceStore
{
    // First in every change: its row is the lock that lets no two edits count administrators at once.
    private const string Bump = "UPDATE revisions SET value = value + 1 WHERE name = 'api_keys'";

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<ServiceEdit> SaveAsync(ServiceRecord service, int? expectedRevision, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            await connection.ExecuteAsync(Bump, transaction: transaction);
            var key = new { service.Tenant, service.Name };
            var revision = await connection.ExecuteScalarAsync<int>("SELECT COALESCE(MAX(revision), 0) FROM services WHERE tenant_id = @Tenant AND name = @Name", key, transaction);
            if (expectedRevision is { } expected && expected != revision)
            {
                return ServiceEdit.Conflict;
            }

            if (service.IsDisabled && revision > 0 && !await AdministersWithoutAsync(transaction, service))
            {
                return ServiceEdit.LastAdmin;
            }

            await connection.ExecuteAsync(
                "INSERT INTO services (id, tenant_id, name, description, team_id, disabled, grants, created_at, updated_at, updated_by) "
                + $"VALUES (@Id, @Tenant, @Name, @Description, @Team, @Disabled, @Grants{_form.Json}, @Now, @Now, @By) "
                + "ON CONFLICT (tenant_id, name) DO UPDATE SET description = excluded.description, team_id = excluded.team_id, disabled = excluded.disabled, grants = excluded.grants, "
                + "updated_at = excluded.updated_at, updated_by = excluded.updated_by, revision = services.revision + 1",
                await ValuesAsync(service, act.Actor, transaction),
                transaction);
            await AuditRows.AddAsync(act, transaction, _form);
            return ServiceEdit.Done;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<TeamRecord>> TeamsAsync(string tenant, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<TeamRecord>>(
        async connection =>
        {
            var teams = new List<TeamRecord>();
            await using var reader = await connection.ExecuteReaderAsync("SELECT id, name FROM teams WHERE tenant_id = @tenant ORDER BY name", new { tenant });
            while (await reader.ReadAsync(cancellationToken))
            {
                teams.Add(new TeamRecord(_form.ReadId(reader.GetValue(0)), tenant, reader.GetString(1)));
            }

            return teams;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<ServiceEdit> SaveTeamAsync(TeamRecord team, bool isNew, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            await connection.ExecuteAsync(Bump, transaction: transaction);
            var values = new { Id = _form.Id(team.Id), team.Tenant, team.Name, Now = _form.Instant(time.GetUtcNow()) };
            if (await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM teams WHERE tenant_id = @Tenant AND name = @Name AND id <> @Id", values, transaction) > 0)
            {
                return ServiceEdit.Conflict;
            }

            var changed = await connection.ExecuteAsync(
                isNew ? "INSERT INTO teams (id, tenant_id, name, created_at) VALUES (@Id, @Tenant, @Name, @Now)" : "UPDATE teams SET name = @Name WHERE tenant_id = @Tenant AND id = @Id", values, transaction);
            if (changed == 0)
            {
                return ServiceEdit.NotFound;
            }

            await AuditRows.AddAsync(act, transaction, _form);
            return ServiceEdit.Done;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task SaveUserAsync(UserRecord user, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            await connection.ExecuteAsync(Bump, transaction: transaction);
            await connection.ExecuteAsync(
                "INSERT INTO users (id, tenant_id, subject, email, role, status, created_at, updated_at, updated_by) VALUES (@Id, @Tenant, @Subject, @Email, @Role, @Status, @Now, @Now, @Actor) "
                + "ON CONFLICT (tenant_id, subject) DO UPDATE SET email = excluded.email, role = excluded.role, status = excluded.status, updated_at = excluded.updated_at, updated_by = excluded.updated_by",
                new
                {
                    Id = _form.Id(user.Id),
                    user.Tenant,
                    user.Subject,
                    user.Email,
                    Role = RoleRights.WordOf(user.Role),
                    Status = user.IsDisabled ? "disabled" : "active",
                    Now = _form.Instant(time.GetUtcNow()),
                    act.Actor,
                },
                transaction);
            return await AuditRows.AddAsync(act, transaction, _form);
        },
        cancellationToken);

    /// <summary>Whether somebody could do everything if a service were off, or nobody of it could before.</summary>
    private async Task<bool> AdministersWithoutAsync(DbTransaction transaction, ServiceRecord service)
    {
        const string Full = "SELECT COUNT(*) FROM api_keys k JOIN services s ON s.id = k.service_id "
            + "WHERE k.tenant_id = @Tenant AND k.role = 'admin' AND k.status = 'active' AND NOT s.disabled AND k.allowed_ips = '[]' AND (k.expires_at IS NULL OR k.expires_at > @Now) AND ";
        var values = new { service.Tenant, service.Name, Now = _form.Instant(time.GetUtcNow()) };
        var connection = transaction.Connection!;
        return await connection.ExecuteScalarAsync<long>(Full + "s.name <> @Name AND " + _form.HasEverything("k.scopes"), values, transaction) > 0
            || await connection.ExecuteScalarAsync<long>(Full + "s.name = @Name AND " + _form.HasEverything("k.scopes"), values, transaction) == 0;
    }

    private async Task<DynamicParameters> ValuesAsync(ServiceRecord service, string by, DbTransaction transaction)
    {
        var now = time.GetUtcNow();
        object? team = null;
        if (service.Team is { } name)
        {
            var values = new { Id = _form.Id(Guid.CreateVersion7(now)), service.Tenant, name, Now = _form.Instant(now) };
            await transaction.Connection!.ExecuteAsync("INSERT INTO teams (id, tenant_id, name, created_at) VALUES (@Id, @Tenant, @name, @Now) ON CONFLICT (tenant_id, name) DO NOTHING", values, transaction);
            team = await transaction.Connection!.ExecuteScalarAsync<object>("SELECT id FROM teams WHERE tenant_id = @Tenant AND name = @name", values, transaction);
        }

        var row = new DynamicParameters(new { Id = _form.Id(Guid.CreateVersion7(now)), service.Tenant, service.Name, service.Description, Disabled = _form.Truth(service.IsDisabled), Now = _form.Instant(now), By = by });
        row.Add("Grants", service.Grants is { } grants ? JsonSerializer.Serialize(grants, KeyJson.Default.ServiceGrants) : null, System.Data.DbType.String);
        row.Add("Team", team, _form.IdType);
        return row;
    }
}
