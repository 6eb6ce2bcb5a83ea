using System.Data.Common;
using System.Globalization;
using Banyan.Gateway.Completions;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Completions;

/// <summary>Makes completions of what a database gives back, column by column.</summary>
/// <remarks>The release before wrote answers into a table of their own, and may still do so on another node: where a row tells of none, one there does.</remarks>
internal sealed class CompletionReader(SqlForm form)
{
    public const string Columns =
        "q.id, q.created_at, q.tenant_id, q.requested_by_service, q.requested_by_user, q.feature, q.team, q.api_key_id, q.door, q.dialect, q.operation, q.prompt_id, q.prompt_version_id, q.variant, "
        + "q.conversation_id, q.parent_id, q.model_preference, q.metadata, q.tags, q.estimated_tokens, q.idempotency_key, q.trace_id, q.outcome, "
        + "COALESCE(q.provider_id, r.provider_id), " + Model + ", COALESCE(q.finish_reason, r.finish_reason), COALESCE(q.prompt_tokens, r.prompt_tokens), "
        + "COALESCE(q.completion_tokens, r.completion_tokens), COALESCE(q.latency_ms, r.latency_ms), COALESCE(q.ttft_ms, r.ttft_ms), COALESCE(q.overhead_us, r.overhead_us), "
        + "COALESCE(q.cost_nusd, r.cost_nusd), COALESCE(q.cached, r.cached), q.route, COALESCE(q.completed_at, r.completed_at), "
        + "e.error_type, e.code, e.error_message, e.retry_count, e.provider_id, e.model_id, r.decision";

    /// <summary>Full name of the model that answered.</summary>
    public const string Model = "COALESCE(q.model_id, r.model_id)";

    public const string Joined =
        "completion_requests q LEFT JOIN completion_responses r ON r.request_id = q.id AND r.request_at = q.created_at AND r.tenant_id = q.tenant_id "
        + "LEFT JOIN completion_errors e ON e.request_id = q.id AND e.request_at = q.created_at AND e.tenant_id = q.tenant_id";

    public CompletionRow Read(DbDataReader reader) => new()
    {
        Id = form.ReadId(reader.GetValue(0)),
        At = form.ReadInstant(reader.GetValue(1)),
        Tenant = reader.GetString(2),
        Service = reader.GetString(3),
        User = Text(reader, 4),
        Feature = Text(reader, 5),
        Team = Text(reader, 6),
        KeyId = reader.GetString(7),
        Door = reader.GetString(8),
        Dialect = reader.GetString(9),
        Operation = reader.GetString(10),
        PromptId = Text(reader, 11) is { } prompt ? Guid.Parse(prompt, CultureInfo.InvariantCulture) : null,
        PromptVersionId = Text(reader, 12) is { } version ? Guid.Parse(version, CultureInfo.InvariantCulture) : null,
        Variant = Text(reader, 13),
        ConversationId = reader.IsDBNull(14) ? null : form.ReadId(reader.GetValue(14)),
        ParentId = reader.IsDBNull(15) ? null : form.ReadId(reader.GetValue(15)),
        ModelPreference = reader.GetString(16),
        Metadata = Text(reader, 17),
        Tags = CompletionJson.ReadTags(Text(reader, 18)),
        EstimatedTokens = (int)Number(reader, 19),
        IdempotencyKey = Text(reader, 20),
        TraceId = Text(reader, 21),
        Outcome = Enum.Parse<Outcome>(reader.GetString(22), ignoreCase: true),
        Answer = reader.IsDBNull(34) ? null : ReadEnd(reader),
        Fault = reader.IsDBNull(36) ? null : new CompletionFault(reader.GetString(35), reader.GetString(36), reader.GetString(37), (int)Number(reader, 38), Text(reader, 39), Text(reader, 40)),
    };

    private CompletionEnd ReadEnd(DbDataReader reader) => new()
    {
        Provider = Text(reader, 23),
        Model = Text(reader, 24),
        Finish = Text(reader, 25),
        PromptTokens = Number(reader, 26),
        CompletionTokens = Number(reader, 27),
        LatencyMs = (int)Number(reader, 28),
        TtftMs = reader.IsDBNull(29) ? null : (int)Number(reader, 29),
        OverheadUs = Number(reader, 30),
        CostNanoUsd = reader.IsDBNull(31) ? null : Number(reader, 31),
        IsCached = SqlForm.ReadTruth(reader.GetValue(32)),
        Decision = Route(reader, 33, 41),
        CompletedAt = form.ReadInstant(reader.GetValue(34)),
    };

    /// <summary>Reads a decision as it is written now, or as the release before wrote it.</summary>
    public static RouteDecision? Route(DbDataReader reader, int bytes, int json) =>
        reader.IsDBNull(bytes) ? CompletionJson.ReadDecision(Text(reader, json)) : RouteBytes.Read(reader.GetFieldValue<byte[]>(bytes));

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static long Number(DbDataReader reader, int column) => SqlForm.ReadLong(reader.GetValue(column));
}
