using System.Globalization;
using Banyan.Gateway.Completions;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Completions;

/// <summary>The columns completions are written to, in order.</summary>
internal static class CompletionColumns
{
    public static BulkInsert Requests { get; } = new(
        "completion_requests (id, created_at, tenant_id, requested_by_service, requested_by_user, feature, team, api_key_id, door, dialect, operation, prompt_id, prompt_version_id, variant, "
        + "conversation_id, parent_id, model_preference, metadata, tags, estimated_tokens, idempotency_key, trace_id, outcome)",
        23);

    public static BulkInsert Responses { get; } = new(
        "completion_responses (request_id, request_at, tenant_id, provider_id, model_id, finish_reason, prompt_tokens, completion_tokens, total_tokens, latency_ms, ttft_ms, overhead_us, "
        + "cost_nusd, cached, decision, completed_at)",
        16);

    public static BulkInsert Errors { get; } = new(
        "completion_errors (request_id, request_at, tenant_id, error_type, code, error_message, retry_count, provider_id, model_id, occurred_at)",
        10);

    public static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    public static object?[] Request(CompletionRow row, SqlForm form) =>
    [
        form.Id(row.Id),
        form.Instant(row.At),
        row.Tenant,
        row.Service,
        row.User,
        row.Feature,
        row.Team,
        row.KeyId,
        row.Door,
        row.Dialect,
        row.Operation,
        row.PromptId?.ToString("D", CultureInfo.InvariantCulture),
        row.PromptVersionId?.ToString("D", CultureInfo.InvariantCulture),
        row.Variant,
        row.ConversationId is { } talk ? form.Id(talk) : null,
        row.ParentId is { } parent ? form.Id(parent) : null,
        row.ModelPreference,
        row.Metadata,
        CompletionJson.WriteTags(row.Tags),
        row.EstimatedTokens,
        row.IdempotencyKey,
        row.TraceId,
        Word(row.Outcome),
    ];

    public static object?[] Response(CompletionRow row, CompletionEnd end, SqlForm form) =>
    [
        form.Id(row.Id),
        form.Instant(row.At),
        row.Tenant,
        end.Provider,
        end.Model,
        end.Finish,
        end.PromptTokens,
        end.CompletionTokens,
        end.PromptTokens + end.CompletionTokens,
        end.LatencyMs,
        end.TtftMs,
        end.OverheadUs,
        end.CostNanoUsd,
        form.Truth(end.IsCached),
        CompletionJson.WriteDecision(end.Decision),
        form.Instant(end.CompletedAt),
    ];

    public static object?[] Error(CompletionRow row, CompletionFault fault, SqlForm form) =>
    [
        form.Id(row.Id),
        form.Instant(row.At),
        row.Tenant,
        fault.Kind,
        fault.Code,
        fault.Message,
        fault.Retries,
        fault.Provider,
        fault.Model,
        form.Instant(row.Answer?.CompletedAt ?? row.At),
    ];
}
