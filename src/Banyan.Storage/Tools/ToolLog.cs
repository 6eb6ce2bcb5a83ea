using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Tools.Executing;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Tools;

/// <summary>Executions in a database; the SQL is the same on both.</summary>
internal sealed class ToolLog(Database database) : IToolLog
{
    private const string Columns =
        "executed_at, id, tenant_id, completion_request_id, tool_id, tool, service, user_id, call_id, turn, input, output, status, error, attempts, latency_ms";

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task WriteAsync(ToolExecution execution, CancellationToken cancellationToken) =>
        database.Of(execution.Tenant).WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                $"INSERT INTO tool_executions ({Columns}) VALUES (@At, @Id, @Tenant, @Request, @ToolId, @Tool, @Service, @User, @CallId, @Turn, @Input, @Output, @Status, @Error, @Attempts, @LatencyMs) ON CONFLICT DO NOTHING",
                Parameters(execution),
                transaction),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ToolExecution>> ListAsync(ToolLogQuery query, CancellationToken cancellationToken) =>
        database.Of(query.Tenant).ReadAsync<IReadOnlyList<ToolExecution>>(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(
                    $"SELECT {Columns} FROM tool_executions WHERE tenant_id = @Tenant{Wanted(query)} ORDER BY id DESC LIMIT @First",
                    new
                    {
                        query.Tenant,
                        query.Tool,
                        query.Service,
                        query.First,
                        Request = query.RequestId is { } request ? _form.Id(request) : null,
                        Before = query.Before is { } before ? _form.Id(before) : null,
                    });
                var read = new List<ToolExecution>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    read.Add(Read(reader));
                }

                return read;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<Guid, ToolCounts>> CountAsync(string tenant, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.Of(tenant).ReadAsync<IReadOnlyDictionary<Guid, ToolCounts>>(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(
                    "SELECT tool_id, count(*), sum(CASE WHEN status IN ('error', 'timeout', 'invalid') THEN 1 ELSE 0 END) FROM tool_executions "
                    + "WHERE tenant_id = @tenant AND executed_at >= @Since AND tool_id IS NOT NULL GROUP BY tool_id",
                    new { tenant, Since = _form.Instant(since) });
                var counts = new Dictionary<Guid, ToolCounts>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    counts[_form.ReadId(reader.GetValue(0))] = new ToolCounts(SqlForm.ReadLong(reader.GetValue(1)), SqlForm.ReadLong(reader.GetValue(2)));
                }

                return counts;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.Across.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "DELETE FROM tool_executions WHERE tenant_id IS NOT NULL AND executed_at < @Before", new { Before = _form.Instant(before) }, transaction),
            cancellationToken);

    private static string Wanted(ToolLogQuery query) =>
        (query.Tool is null ? "" : " AND tool = @Tool")
        + (query.RequestId is null ? ""
            : query.WithTurns ? " AND (completion_request_id = @Request OR completion_request_id IN (SELECT id FROM completion_requests WHERE tenant_id = @Tenant AND parent_id = @Request))"
            : " AND completion_request_id = @Request")
        + (query.Service is null ? "" : " AND service = @Service")
        + (query.Before is null ? "" : " AND id < @Before");

    private DynamicParameters Parameters(ToolExecution execution)
    {
        var values = new DynamicParameters(new
        {
            execution.Tenant,
            execution.Tool,
            execution.Service,
            execution.User,
            execution.CallId,
            execution.Turn,
            execution.Error,
            execution.Attempts,
            execution.LatencyMs,
            Status = execution.Status.ToString().ToLowerInvariant(),
            Input = execution.Input?.GetRawText(),
            Output = execution.Output?.GetRawText(),
        });
        values.Add("At", _form.Instant(execution.ExecutedAt));
        values.Add("Id", _form.Id(execution.Id));
        values.Add("Request", execution.RequestId is { } request ? _form.Id(request) : null);
        values.Add("ToolId", execution.ToolId is { } tool ? _form.Id(tool) : null);
        return values;
    }

    private ToolExecution Read(DbDataReader row) => new()
    {
        ExecutedAt = _form.ReadInstant(row.GetValue(0)),
        Id = _form.ReadId(row.GetValue(1)),
        Tenant = row.GetString(2),
        RequestId = row.IsDBNull(3) ? null : _form.ReadId(row.GetValue(3)),
        ToolId = row.IsDBNull(4) ? null : _form.ReadId(row.GetValue(4)),
        Tool = row.GetString(5),
        Service = row.GetString(6),
        User = row.IsDBNull(7) ? null : row.GetString(7),
        CallId = row.GetString(8),
        Turn = (int)SqlForm.ReadLong(row.GetValue(9)),
        Input = Json(row, 10),
        Output = Json(row, 11),
        Status = Enum.Parse<ToolStatus>(row.GetString(12), ignoreCase: true),
        Error = row.IsDBNull(13) ? null : row.GetString(13),
        Attempts = (int)SqlForm.ReadLong(row.GetValue(14)),
        LatencyMs = (int)SqlForm.ReadLong(row.GetValue(15)),
    };

    private static JsonElement? Json(DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            return null;
        }

        using var document = JsonDocument.Parse(row.GetString(column));
        return document.RootElement.Clone();
    }
}
