using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using static Banyan.Storage.Sql.RowTable<Banyan.Gateway.Spine.UsageRow>;

namespace Banyan.Storage.Usage;

/// <summary>The columns of the ledger, in the order both stores write and read them.</summary>
internal static class UsageColumns
{
    private static readonly string[] Outcomes = [.. Enum.GetNames<Outcome>().Select(name => name.ToLowerInvariant())];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RowColumn<UsageRow>> All { get; } =
    [
        Instant("occurred_at", row => row.OccurredAt),
        Id("id", row => row.Id),
        Id("request_id", row => row.RequestId),
        Number("attempt_no", row => row.AttemptNo),
        Text("tenant_id", row => row.Tenant),
        Text("service", row => row.Service),
        Text("user_id", row => row.UserId),
        Text("feature", row => row.Feature),
        Text("team", row => row.Team),
        Text("api_key_id", row => row.ApiKeyId),
        Text("door", row => row.Door),
        Text("provider_id", row => row.Provider),
        Text("credential_id", row => row.Credential),
        Text("model_id", row => row.Model),
        Text("price_id", row => row.PriceId),
        Count("uncached", row => row.Usage.Uncached),
        Count("cache_read", row => row.Usage.CacheRead),
        Count("cache_write_5m", row => row.Usage.CacheWrite5m),
        Count("cache_write_1h", row => row.Usage.CacheWrite1h),
        Count("audio_in", row => row.Usage.AudioIn),
        Count("output", row => row.Usage.Output),
        Count("reasoning", row => row.Usage.Reasoning),
        Count("audio_out", row => row.Usage.AudioOut),
        Count("prompt_tokens", row => row.Usage.Prompt),
        Count("completion_tokens", row => row.Usage.Completion),
        Count("total_tokens", row => row.Usage.Total),
        Truth("flagged", row => row.Usage.IsFlagged),
        MaybeCount("cost_nusd", row => row.CostNanoUsd),
        Count("saved_nusd", row => row.SavedNanoUsd),
        Text("source", row => row.IsEstimated ? "estimated" : "reported"),
        Text("outcome", row => Outcomes[(int)row.Outcome]),
        Text("failure_code", row => row.FailureCode),
        Number("http_status", row => row.HttpStatus),
        Number("latency_ms", row => row.LatencyMs),
        MaybeNumber("ttft_ms", row => row.TtftMs),
        Truth("hedge", row => row.IsHedge),
        Json("units", row => row.Units),
        MaybeId("budget_slice", row => row.BudgetSlice),
    ];

    /// <summary>Their names with commas.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(column => column.Name));
}
