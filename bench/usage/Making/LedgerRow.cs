using Banyan.Gateway.Spine;
using NpgsqlTypes;

namespace Banyan.UsageBench.Making;

/// <summary>The columns of the ledger and their types on PostgreSQL, for rows that do not come by the program's road.</summary>
internal static class LedgerRow
{
    public static IReadOnlyList<(string Name, NpgsqlDbType Type, Func<UsageRow, object?> Of)> Columns { get; } =
    [
        ("occurred_at", NpgsqlDbType.TimestampTz, row => row.OccurredAt.UtcDateTime), ("id", NpgsqlDbType.Uuid, row => row.Id), ("request_id", NpgsqlDbType.Uuid, row => row.RequestId),
        ("attempt_no", NpgsqlDbType.Integer, row => row.AttemptNo), ("tenant_id", NpgsqlDbType.Text, row => row.Tenant), ("service", NpgsqlDbType.Text, row => row.Service),
        ("user_id", NpgsqlDbType.Text, row => row.UserId), ("feature", NpgsqlDbType.Text, row => row.Feature), ("team", NpgsqlDbType.Text, row => row.Team),
        ("api_key_id", NpgsqlDbType.Text, row => row.ApiKeyId), ("door", NpgsqlDbType.Text, row => row.Door), ("provider_id", NpgsqlDbType.Text, row => row.Provider),
        ("credential_id", NpgsqlDbType.Text, row => row.Credential), ("model_id", NpgsqlDbType.Text, row => row.Model), ("price_id", NpgsqlDbType.Text, row => row.PriceId),
        ("uncached", NpgsqlDbType.Bigint, row => row.Usage.Uncached), ("cache_read", NpgsqlDbType.Bigint, row => row.Usage.CacheRead), ("cache_write_5m", NpgsqlDbType.Bigint, row => row.Usage.CacheWrite5m),
        ("cache_write_1h", NpgsqlDbType.Bigint, row => row.Usage.CacheWrite1h), ("audio_in", NpgsqlDbType.Bigint, row => row.Usage.AudioIn), ("output", NpgsqlDbType.Bigint, row => row.Usage.Output),
        ("reasoning", NpgsqlDbType.Bigint, row => row.Usage.Reasoning), ("audio_out", NpgsqlDbType.Bigint, row => row.Usage.AudioOut), ("prompt_tokens", NpgsqlDbType.Bigint, row => row.Usage.Prompt),
        ("completion_tokens", NpgsqlDbType.Bigint, row => row.Usage.Completion), ("total_tokens", NpgsqlDbType.Bigint, row => row.Usage.Total), ("flagged", NpgsqlDbType.Boolean, row => row.Usage.IsFlagged),
        ("cost_nusd", NpgsqlDbType.Bigint, row => row.CostNanoUsd), ("saved_nusd", NpgsqlDbType.Bigint, row => row.SavedNanoUsd), ("source", NpgsqlDbType.Text, row => row.IsEstimated ? "estimated" : "reported"),
        ("outcome", NpgsqlDbType.Text, row => row.Outcome.ToString().ToLowerInvariant()), ("failure_code", NpgsqlDbType.Text, row => row.FailureCode), ("http_status", NpgsqlDbType.Integer, row => row.HttpStatus),
        ("latency_ms", NpgsqlDbType.Integer, row => row.LatencyMs), ("ttft_ms", NpgsqlDbType.Integer, row => row.TtftMs), ("hedge", NpgsqlDbType.Boolean, row => row.IsHedge), ("units", NpgsqlDbType.Jsonb, row => row.Units),
    ];

    /// <summary>Their names with commas.</summary>
    public static string Names { get; } = string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>A value as SQLite keeps it.</summary>
    public static object InFile(object? value) => value switch
    {
        null => DBNull.Value,
        DateTime at => (at.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        Guid id => id.ToString("D"),
        bool truth => truth ? 1L : 0L,
        _ => value,
    };
}
