namespace Banyan.Storage.Usage;

/// <summary>What rollups hold of the ledger: what they tell apart, and what they count of it.</summary>
internal static class UsageMeasures
{
    /// <summary>Columns that are told apart beside granularity, bucket and tenant.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = ["service", "user_id", "feature", "team", "model_id", "provider_id", "api_key_id"];

    /// <summary>Those of totals and latencies, which leave users out.</summary>
    public static IReadOnlyList<string> WithoutUsers { get; } = [.. Dimensions.Where(column => column != "user_id")];

    /// <summary>Columns that are added up, each with what it is of rows of the ledger.</summary>
    public static IReadOnlyList<(string Column, string OfRows)> All { get; } =
    [
        ("attempts", "COUNT(*) FILTER (WHERE outcome <> 'adjusted')"),
        ("requests", "COUNT(*) FILTER (WHERE attempt_no = 1 AND outcome <> 'adjusted')"),
        .. Outcomes("succeeded", "cancelled", "failed", "timedout", "refused", "truncated", "lost", "cached", "adjusted"),
        .. Sums("uncached", "cache_read", "cache_write_5m", "cache_write_1h", "audio_in", "output", "reasoning", "audio_out", "prompt_tokens", "completion_tokens", "total_tokens"),
        .. Sums("cost_nusd", "saved_nusd"),
        ("estimated", "COUNT(*) FILTER (WHERE source = 'estimated')"),
        ("estimated_tokens", "COALESCE(SUM(total_tokens) FILTER (WHERE source = 'estimated'), 0)"),
        ("estimated_nusd", "COALESCE(SUM(cost_nusd) FILTER (WHERE source = 'estimated'), 0)"),
        ("unpriced", "COUNT(*) FILTER (WHERE cost_nusd IS NULL)"),
    ];

    /// <summary>Which attempts tell how long answers take: those Banyan waited for to their end.</summary>
    public const string IsTimed = "outcome NOT IN ('running', 'lost', 'adjusted') AND door <> 'report'";

    /// <summary>A dimension of a row of the ledger, as rollups have it: never null.</summary>
    public static string OfRow(string dimension) => dimension is "service" or "api_key_id" ? dimension : $"COALESCE({dimension}, '')";

    private static IEnumerable<(string, string)> Outcomes(params string[] outcomes) => outcomes.Select(outcome => (outcome, $"COUNT(*) FILTER (WHERE outcome = '{outcome}')"));

    private static IEnumerable<(string, string)> Sums(params string[] columns) => columns.Select(column => (column, $"COALESCE(SUM({column}), 0)"));
}
