using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Tools.Registry;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Tools;

/// <summary>Tools in a database; the SQL is the same on both.</summary>
internal sealed class ToolStore(Database database) : IToolStore
{
    /// <summary>Tells every node that tools or servers changed.</summary>
    public const string Bump = "UPDATE revisions SET value = value + 1 WHERE name = 'tools'";

    private const string Columns =
        "id, tenant_id, name, description, category, input_schema, output_schema, executor, executor_service, executor_endpoint, auth_ref, effect, idempotent, "
        + "timeout_ms, retries, retry_delay_ms, retry_factor, enabled, revision, created_at, updated_at, updated_by";

    private const string Values =
        "@Id, @Tenant, @Name, @Description, @Category, @Input, @Output, @Executor, @Service, @Endpoint, @AuthRef, @Effect, @Idempotent, "
        + "@Timeout, @Retries, @Delay, @Factor, @Enabled, 1, @Created, @Updated, @By";

    private const string Changes =
        "name = @Name, description = @Description, category = @Category, input_schema = @Input, output_schema = @Output, executor_service = @Service, executor_endpoint = @Endpoint, "
        + "auth_ref = @AuthRef, effect = @Effect, idempotent = @Idempotent, timeout_ms = @Timeout, retries = @Retries, retry_delay_ms = @Delay, retry_factor = @Factor, "
        + "enabled = @Enabled, updated_at = @Updated, updated_by = @By, revision = revision + 1";

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<long> RevisionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT value FROM revisions WHERE name = 'tools'"), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Tool>> ListAsync(string tenant, CancellationToken cancellationToken) =>
        database.RowsAsync($"SELECT {Columns} FROM tools WHERE tenant_id = @tenant ORDER BY name", new { tenant }, Read, cancellationToken);

    /// <inheritdoc />
    public Task<Tool?> PutAsync(Tool tool, int? expected, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var values = Parameters(tool, expected);
                var changed = expected == 0
                    ? null
                    : await connection.ExecuteScalarAsync<int?>(
                        $"UPDATE tools SET {Changes} WHERE tenant_id = @Tenant AND id = @Id {(expected is null ? "" : "AND revision = @Expected")} "
                        + "AND NOT EXISTS (SELECT 1 FROM tools other WHERE other.tenant_id = @Tenant AND other.name = @Name AND other.id <> @Id) RETURNING revision",
                        values,
                        transaction);
                if (changed is null && expected is null or 0)
                {
                    changed = await connection.ExecuteScalarAsync<int?>(
                        $"INSERT INTO tools ({Columns}) VALUES ({Values}) ON CONFLICT DO NOTHING RETURNING revision", values, transaction);
                }

                await connection.ExecuteAsync(Bump, transaction: transaction);
                return changed is { } revision ? tool with { Revision = revision } : null;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var removed = await transaction.Connection!.ExecuteAsync("DELETE FROM tools WHERE tenant_id = @Tenant AND id = @Id", new { Tenant = tenant, Id = _form.Id(id) }, transaction);
                await transaction.Connection!.ExecuteAsync(Bump, transaction: transaction);
                return removed > 0;
            },
            cancellationToken);

    private DynamicParameters Parameters(Tool tool, int? expected)
    {
        var values = new DynamicParameters(new { tool.Tenant, tool.Name, tool.Description, tool.Category, tool.Service, tool.Endpoint, tool.AuthRef, Expected = expected ?? 0, By = tool.UpdatedBy });
        values.Add("Id", _form.Id(tool.Id));
        values.Add("Input", tool.InputSchema.GetRawText());
        values.Add("Output", tool.OutputSchema?.GetRawText());
        values.Add("Executor", Word(tool.Executor));
        values.Add("Effect", Word(tool.Effect));
        values.Add("Idempotent", _form.Truth(tool.IsIdempotent));
        values.Add("Timeout", (int)tool.Timeout.TotalMilliseconds);
        values.Add("Retries", tool.Retry.Retries);
        values.Add("Delay", tool.Retry.DelayMs);
        values.Add("Factor", tool.Retry.Factor);
        values.Add("Enabled", _form.Truth(tool.IsEnabled));
        values.Add("Created", _form.Instant(tool.CreatedAt));
        values.Add("Updated", _form.Instant(tool.UpdatedAt));
        return values;
    }

    private Tool Read(DbDataReader row) => new()
    {
        Id = _form.ReadId(row.GetValue(0)),
        Tenant = row.GetString(1),
        Name = row.GetString(2),
        Description = row.GetString(3),
        Category = row.GetString(4),
        InputSchema = Json(row.GetString(5)),
        OutputSchema = row.IsDBNull(6) ? null : Json(row.GetString(6)),
        Executor = Enum.Parse<ToolExecutorKind>(row.GetString(7), ignoreCase: true),
        Service = Text(row, 8),
        Endpoint = Text(row, 9),
        AuthRef = Text(row, 10),
        Effect = Enum.Parse<ToolEffect>(row.GetString(11), ignoreCase: true),
        IsIdempotent = SqlForm.ReadTruth(row.GetValue(12)),
        Timeout = TimeSpan.FromMilliseconds(SqlForm.ReadLong(row.GetValue(13))),
        Retry = new ToolRetry((int)SqlForm.ReadLong(row.GetValue(14)), (int)SqlForm.ReadLong(row.GetValue(15)), Convert.ToDouble(row.GetValue(16), CultureInfo.InvariantCulture)),
        IsEnabled = SqlForm.ReadTruth(row.GetValue(17)),
        Revision = (int)SqlForm.ReadLong(row.GetValue(18)),
        CreatedAt = _form.ReadInstant(row.GetValue(19)),
        UpdatedAt = _form.ReadInstant(row.GetValue(20)),
        UpdatedBy = Text(row, 21),
    };

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
