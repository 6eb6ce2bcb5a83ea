using Banyan.Gateway.Spine;

namespace Banyan.Storage.Usage;

/// <summary>The columns of the ledger, in the order both stores write and read them.</summary>
internal static class UsageColumns
{
    private static readonly string[] Outcomes = [.. Enum.GetNames<Outcome>().Select(name => name.ToLowerInvariant())];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UsageColumn> All { get; } =
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
        new UsageColumn<long?>("cost_nusd", "bigint", row => row.CostNanoUsd, static (target, place, value) => target.Number(place, value)),
        Count("saved_nusd", row => row.SavedNanoUsd),
        Text("source", row => row.IsEstimated ? "estimated" : "reported"),
        Text("outcome", row => Outcomes[(int)row.Outcome]),
        Text("failure_code", row => row.FailureCode),
        Number("http_status", row => row.HttpStatus),
        Number("latency_ms", row => row.LatencyMs),
        new UsageColumn<int?>("ttft_ms", "integer", row => row.TtftMs, static (target, place, value) => target.Number(place, value)),
        Truth("hedge", row => row.IsHedge),
        new UsageColumn<string?>("units", "jsonb", row => row.Units, static (target, place, value) => target.Text(place, value)),
    ];

    /// <summary>Their names with commas.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(column => column.Name));

    private static UsageColumn<string?> Text(string name, Func<UsageRow, string?> read) => new(name, "text", read, static (target, place, value) => target.Text(place, value));

    private static UsageColumn<long> Count(string name, Func<UsageRow, long> read) => new(name, "bigint", read, static (target, place, value) => target.Number(place, value));

    private static UsageColumn<int> Number(string name, Func<UsageRow, int> read) => new(name, "integer", read, static (target, place, value) => target.Number(place, value));

    private static UsageColumn<bool> Truth(string name, Func<UsageRow, bool> read) => new(name, "boolean", read, static (target, place, value) => target.Number(place, value ? 1 : 0));

    private static UsageColumn<Guid> Id(string name, Func<UsageRow, Guid> read) => new(name, "uuid", read, static (target, place, value) => target.Id(place, value));

    private static UsageColumn<DateTime> Instant(string name, Func<UsageRow, DateTimeOffset> read) =>
        new(name, "timestamptz", row => read(row).UtcDateTime, static (target, place, value) => target.Instant(place, value));
}
