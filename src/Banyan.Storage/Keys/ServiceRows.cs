using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Callers.Services;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Keys;

/// <summary>Reads services and users of all tenants: they are looked up with the keys.</summary>
internal static class ServiceRows
{
    public static async Task<IReadOnlyList<ServiceRecord>> ServicesAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var services = new List<ServiceRecord>();
        await using var reader = await connection.ExecuteReaderAsync(
            "SELECT s.tenant_id, s.name, s.description, t.name, s.disabled, s.grants, s.revision FROM services s LEFT JOIN teams t ON t.id = s.team_id AND t.tenant_id = s.tenant_id");
        while (await reader.ReadAsync(cancellationToken))
        {
            services.Add(new ServiceRecord
            {
                Tenant = reader.GetString(0),
                Name = reader.GetString(1),
                Description = Text(reader, 2),
                Team = Text(reader, 3),
                IsDisabled = SqlForm.ReadTruth(reader.GetValue(4)),
                Grants = Text(reader, 5) is { } grants ? JsonSerializer.Deserialize(grants, KeyJson.Default.ServiceGrants) : null,
                Revision = (int)SqlForm.ReadLong(reader.GetValue(6)),
            });
        }

        return services;
    }

    public static async Task<IReadOnlyList<UserRecord>> UsersAsync(DbConnection connection, SqlForm form, CancellationToken cancellationToken)
    {
        var users = new List<UserRecord>();
        await using var reader = await connection.ExecuteReaderAsync("SELECT u.id, u.tenant_id, u.subject, u.email, u.role, u.status FROM users u");
        while (await reader.ReadAsync(cancellationToken))
        {
            users.Add(new UserRecord(
                form.ReadId(reader.GetValue(0)),
                reader.GetString(1),
                reader.GetString(2),
                Text(reader, 3),
                RoleRights.Find(reader.GetString(4)) ?? throw new InvalidOperationException($"The role '{reader.GetString(4)}' of a stored user is unknown."),
                reader.GetString(5) == "disabled"));
        }

        return users;
    }

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
