using System.Globalization;
using Banyan.Gateway.Completions;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using static Banyan.Storage.Sql.RowTable<Banyan.Gateway.Completions.CompletionRow>;

namespace Banyan.Storage.Completions;

/// <summary>The columns completions are written to, in order.</summary>
internal static class CompletionColumns
{
    private static readonly string[] Outcomes = [.. Enum.GetNames<Outcome>().Select(name => name.ToLowerInvariant())];

    /// <summary>One row for each exchange, its answer beside what was asked; all that tells of an answer is missing where there was none.</summary>
    public static RowTable<CompletionRow> Requests { get; } = new(
        "completion_requests",
        Id("id", row => row.Id),
        Instant("created_at", row => row.At),
        Text("tenant_id", row => row.Tenant),
        Text("requested_by_service", row => row.Service),
        Text("requested_by_user", row => row.User),
        Text("feature", row => row.Feature),
        Text("team", row => row.Team),
        Text("api_key_id", row => row.KeyId),
        Text("door", row => row.Door),
        Text("dialect", row => row.Dialect),
        Text("operation", row => row.Operation),
        Text("prompt_id", row => row.PromptId?.ToString("D", CultureInfo.InvariantCulture)),
        Text("prompt_version_id", row => row.PromptVersionId?.ToString("D", CultureInfo.InvariantCulture)),
        Text("variant", row => row.Variant),
        MaybeId("conversation_id", row => row.ConversationId),
        MaybeId("parent_id", row => row.ParentId),
        Text("model_preference", row => row.ModelPreference),
        Text("metadata", row => row.Metadata),
        Text("tags", row => CompletionJson.WriteTags(row.Tags)),
        Number("estimated_tokens", row => row.EstimatedTokens),
        Text("idempotency_key", row => row.IdempotencyKey),
        Text("trace_id", row => row.TraceId),
        Text("outcome", row => Word(row.Outcome)),
        Text("provider_id", row => row.Answer?.Provider),
        Text("model_id", row => row.Answer?.Model),
        Text("finish_reason", row => row.Answer?.Finish),
        MaybeCount("prompt_tokens", row => row.Answer?.PromptTokens),
        MaybeCount("completion_tokens", row => row.Answer?.CompletionTokens),
        MaybeNumber("latency_ms", row => row.Answer?.LatencyMs),
        MaybeNumber("ttft_ms", row => row.Answer?.TtftMs),
        MaybeCount("overhead_us", row => row.Answer?.OverheadUs),
        MaybeCount("cost_nusd", row => row.Answer?.CostNanoUsd),
        MaybeTruth("cached", row => row.Answer?.IsCached),
        Bytes("route", row => RouteBytes.Of(row.Answer?.Decision)),
        MaybeInstant("completed_at", row => row.Answer?.CompletedAt));

    /// <summary>One row for each that failed.</summary>
    public static RowTable<CompletionRow> Errors { get; } = new(
        "completion_errors",
        Id("request_id", row => row.Id),
        Instant("request_at", row => row.At),
        Text("tenant_id", row => row.Tenant),
        Text("error_type", row => row.Fault!.Kind),
        Text("code", row => row.Fault!.Code),
        Text("error_message", row => row.Fault!.Message),
        Number("retry_count", row => row.Fault!.Retries),
        Text("provider_id", row => row.Fault!.Provider),
        Text("model_id", row => row.Fault!.Model),
        Instant("occurred_at", row => row.Answer?.CompletedAt ?? row.At));

    /// <summary>An outcome as it is written.</summary>
    public static string Word(Outcome outcome) => Outcomes[(int)outcome];
}
