using System.Data.Common;
using Banyan.Gateway.Tools.Mcp;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Tools;

/// <summary>MCP servers in a database; the SQL is the same on both.</summary>
internal sealed class McpStore(Database database) : IMcpStore
{
    private const string Columns =
        "id, tenant_id, name, url, auth_ref, trusted, prefix, enabled, tools_hash, problem, last_listed_at, revision, created_at, updated_at, updated_by";

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<IReadOnlyList<McpServer>> ListAsync(string tenant, CancellationToken cancellationToken) =>
        database.RowsAsync($"SELECT {Columns} FROM mcp_servers WHERE tenant_id = @tenant ORDER BY name", new { tenant }, Server, cancellationToken);

    /// <inheritdoc />
    public Task<McpServer?> PutAsync(McpServer server, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var values = Values(server);
                var isTaken = await connection.ExecuteScalarAsync<long>(
                    "SELECT count(*) FROM mcp_servers WHERE tenant_id = @Tenant AND id <> @Id AND (name = @Name OR prefix = @Prefix)", values, transaction) > 0;
                if (isTaken)
                {
                    return null;
                }

                await using (var reader = await connection.ExecuteReaderAsync(
                    $"INSERT INTO mcp_servers ({Columns}) VALUES (@Id, @Tenant, @Name, @Url, @AuthRef, @Trusted, @Prefix, @Enabled, NULL, NULL, NULL, 1, @Now, @Now, @By) "
                    + "ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = excluded.url, auth_ref = excluded.auth_ref, trusted = excluded.trusted, prefix = excluded.prefix, "
                    + "enabled = excluded.enabled, updated_at = excluded.updated_at, updated_by = excluded.updated_by, revision = mcp_servers.revision + 1 "
                    + $"WHERE mcp_servers.tenant_id = excluded.tenant_id RETURNING {Columns}",
                    values,
                    transaction))
                {
                    server = await reader.ReadAsync(cancellationToken) ? Server(reader) : server;
                }

                await connection.ExecuteAsync(ToolStore.Bump, transaction: transaction);
                return (McpServer?)server;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var removed = await transaction.Connection!.ExecuteAsync("DELETE FROM mcp_servers WHERE tenant_id = @Tenant AND id = @Id", new { Tenant = tenant, Id = _form.Id(id) }, transaction);
                await transaction.Connection!.ExecuteAsync(ToolStore.Bump, transaction: transaction);
                return removed > 0;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<McpDefinition>> DefinitionsAsync(string tenant, CancellationToken cancellationToken) =>
        database.RowsAsync(
            "SELECT server_id, name, definition, definition_hash, approved FROM mcp_tools WHERE tenant_id = @tenant ORDER BY server_id, name, approved",
            new { tenant },
            row => new McpDefinition(_form.ReadId(row.GetValue(0)), row.GetString(1), row.GetString(2), row.GetString(3), SqlForm.ReadTruth(row.GetValue(4))),
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> ReplaceAsync(McpServer server, string hash, IReadOnlyList<McpDefinition> definitions, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var key = new { server.Tenant, Id = _form.Id(server.Id), New = hash, Old = server.ToolsHash ?? "" };
                var isOurs = await connection.ExecuteAsync(
                    "UPDATE mcp_servers SET tools_hash = @New WHERE tenant_id = @Tenant AND id = @Id AND COALESCE(tools_hash, '') = @Old", key, transaction) > 0;
                if (!isOurs)
                {
                    return false;
                }

                await connection.ExecuteAsync("DELETE FROM mcp_tools WHERE tenant_id = @Tenant AND server_id = @Id", key, transaction);
                await connection.ExecuteAsync(
                    "INSERT INTO mcp_tools (tenant_id, server_id, name, approved, definition, definition_hash) VALUES (@Tenant, @Id, @Name, @Approved, @Json, @Hash)",
                    definitions.Select(one => new { server.Tenant, Id = _form.Id(server.Id), one.Name, Approved = _form.Truth(one.IsApproved), one.Json, one.Hash }),
                    transaction);
                await connection.ExecuteAsync(ToolStore.Bump, transaction: transaction);
                return true;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task NoteAsync(string tenant, Guid id, DateTimeOffset at, string? problem, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE mcp_servers SET last_listed_at = @At, problem = @Problem WHERE tenant_id = @Tenant AND id = @Id",
                new { Tenant = tenant, Id = _form.Id(id), At = _form.Instant(at), Problem = problem },
                transaction),
            cancellationToken);

    private DynamicParameters Values(McpServer server)
    {
        var values = new DynamicParameters(new { server.Tenant, server.Name, server.Url, server.AuthRef, server.Prefix, By = server.UpdatedBy });
        values.Add("Id", _form.Id(server.Id));
        values.Add("Trusted", _form.Truth(server.IsTrusted));
        values.Add("Enabled", _form.Truth(server.IsEnabled));
        values.Add("Now", _form.Instant(server.UpdatedAt));
        return values;
    }

    private McpServer Server(DbDataReader row) => new()
    {
        Id = _form.ReadId(row.GetValue(0)),
        Tenant = row.GetString(1),
        Name = row.GetString(2),
        Url = row.GetString(3),
        AuthRef = Text(row, 4),
        IsTrusted = SqlForm.ReadTruth(row.GetValue(5)),
        Prefix = row.GetString(6),
        IsEnabled = SqlForm.ReadTruth(row.GetValue(7)),
        ToolsHash = Text(row, 8),
        Problem = Text(row, 9),
        LastListedAt = row.IsDBNull(10) ? null : _form.ReadInstant(row.GetValue(10)),
        Revision = (int)SqlForm.ReadLong(row.GetValue(11)),
        CreatedAt = _form.ReadInstant(row.GetValue(12)),
        UpdatedAt = _form.ReadInstant(row.GetValue(13)),
        UpdatedBy = Text(row, 14),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
