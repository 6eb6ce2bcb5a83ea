using Banyan.Gateway.Spine;

namespace Banyan.Storage.Usage;

/// <summary>What rollups hold of the ledger: what they tell apart, and what they count of it.</summary>
internal static class UsageMeasures
{
    /// <summary>Columns that are told apart beside granularity, bucket and tenant.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = ["service", "user_id", "feature", "team", "model_id", "provider_id", "api_key_id"];

    /// <summary>Those of totals and latencies, which leave users out.</summary>
    public static IReadOnlyList<string> WithoutUsers { get; } = [.. Dimensions.Where(column => column != "user_id")];

    /// <summary>What <c>usage_margins</c> are told apart by, one at a time; beside that they have everything as one.</summary>
    public static IReadOnlyList<string> Margins => WithoutUsers;

    /// <summary>The same of how long attempts took.</summary>
    public static IReadOnlyList<string> LatencyMargins { get; } = ["service", "feature", "model_id"];

    /// <summary>Columns that are added up.</summary>
    public static IReadOnlyList<UsageMeasure> All { get; } =
    [
        new("attempts", "COUNT(*) FILTER (WHERE outcome <> 'adjusted')", static row => One(row.Outcome != Outcome.Adjusted)),
        new("requests", "COUNT(*) FILTER (WHERE attempt_no = 1 AND outcome <> 'adjusted')", static row => One(row.AttemptNo == 1 && row.Outcome != Outcome.Adjusted)),
        .. Outcomes(Outcome.Succeeded, Outcome.Cancelled, Outcome.Failed, Outcome.TimedOut, Outcome.Refused, Outcome.Truncated, Outcome.Lost, Outcome.Cached, Outcome.Adjusted),
        Sum("uncached", static row => row.Usage.Uncached),
        Sum("cache_read", static row => row.Usage.CacheRead),
        Sum("cache_write_5m", static row => row.Usage.CacheWrite5m),
        Sum("cache_write_1h", static row => row.Usage.CacheWrite1h),
        Sum("audio_in", static row => row.Usage.AudioIn),
        Sum("output", static row => row.Usage.Output),
        Sum("reasoning", static row => row.Usage.Reasoning),
        Sum("audio_out", static row => row.Usage.AudioOut),
        Sum("prompt_tokens", static row => row.Usage.Prompt),
        Sum("completion_tokens", static row => row.Usage.Completion),
        Sum("total_tokens", static row => row.Usage.Total),
        Sum("cost_nusd", static row => row.CostNanoUsd ?? 0),
        Sum("saved_nusd", static row => row.SavedNanoUsd),
        new("estimated", "COUNT(*) FILTER (WHERE source = 'estimated')", static row => One(row.IsEstimated)),
        new("estimated_tokens", "COALESCE(SUM(total_tokens) FILTER (WHERE source = 'estimated'), 0)", static row => row.IsEstimated ? row.Usage.Total : 0),
        new("estimated_nusd", "COALESCE(SUM(cost_nusd) FILTER (WHERE source = 'estimated'), 0)", static row => row.IsEstimated ? row.CostNanoUsd ?? 0 : 0),
        new("unpriced", "COUNT(*) FILTER (WHERE cost_nusd IS NULL)", static row => One(row.CostNanoUsd is null)),
    ];

    /// <summary>Those that groups and points are shown by, in the order of <c>usage_users</c>.</summary>
    public static IReadOnlyList<UsageMeasure> Brief { get; } =
    [
        Named("requests"),
        new("errors", "COUNT(*) FILTER (WHERE outcome IN ('failed', 'timedout', 'refused', 'truncated', 'lost'))", static row => One(row.Outcome is Outcome.Failed or Outcome.TimedOut or Outcome.Refused or Outcome.Truncated or Outcome.Lost))
        {
            OfSums = "SUM(failed + timedout + refused + truncated + lost)",
        },
        Named("total_tokens"),
        Named("cost_nusd"),
        Named("saved_nusd"),
    ];

    /// <summary>Which attempts tell how long answers take: those Banyan waited for to their end.</summary>
    public const string IsTimed = "outcome NOT IN ('running', 'lost', 'adjusted') AND door <> 'report'";

    /// <summary><see cref="IsTimed"/> of one row.</summary>
    public static bool Times(UsageRow row) => row.Outcome is not (Outcome.Running or Outcome.Lost or Outcome.Adjusted) && row.Door != "report";

    /// <summary>A dimension of a row of the ledger, as rollups have it: never null.</summary>
    public static string OfRow(string dimension) => dimension is "service" or "api_key_id" ? dimension : $"COALESCE({dimension}, '')";

    private static IEnumerable<UsageMeasure> Outcomes(params Outcome[] outcomes) =>
        outcomes.Select(outcome => new UsageMeasure(Word(outcome), $"COUNT(*) FILTER (WHERE outcome = '{Word(outcome)}')", row => One(row.Outcome == outcome)));

    private static UsageMeasure Sum(string column, Func<UsageRow, long> of) => new(column, $"COALESCE(SUM({column}), 0)", of);

    private static UsageMeasure Named(string column) => All.First(measure => measure.Column == column);

    private static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    private static long One(bool counts) => counts ? 1 : 0;
}
