using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>How a version did over a window.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="Calls">Calls that were let through.</param>
/// <param name="SuccessRate">Share of them that did not fail, 0 to 1; 1 without calls.</param>
/// <param name="AverageLatencyMs">Mean milliseconds from arrival to last byte.</param>
/// <param name="P50LatencyMs">Half of the calls took at most this long; within 5 %.</param>
/// <param name="P95LatencyMs">All but one of twenty took at most this long; within 5 %.</param>
/// <param name="P95FirstTokenMs">The same for the first content.</param>
/// <param name="AverageInputTokens">Mean input tokens.</param>
/// <param name="AverageOutputTokens">Mean output tokens.</param>
/// <param name="AverageCostUsd">Mean cost, USD.</param>
/// <param name="ToolCallRate">Share of calls in which the model called a tool, 0 to 1.</param>
/// <param name="AverageScore">Mean of the scores given, 0 to 1; null when none were.</param>
/// <param name="Scores">Scores given.</param>
public sealed record VersionPerformance(
    Guid VersionId,
    long Calls,
    double SuccessRate,
    int AverageLatencyMs,
    int P50LatencyMs,
    int P95LatencyMs,
    int P95FirstTokenMs,
    double AverageInputTokens,
    double AverageOutputTokens,
    decimal AverageCostUsd,
    double ToolCallRate,
    double? AverageScore,
    long Scores)
{
    private const decimal NanoPerUsd = 1_000_000_000m;

    /// <summary>Makes one of sums.</summary>
    public static VersionPerformance Of(VersionSums sums)
    {
        var count = sums.Count;
        var calls = Math.Max(1, count.Calls);
        return new VersionPerformance(
            count.VersionId,
            count.Calls,
            1 - ((double)count.Failures / calls),
            (int)(count.LatencyMs / calls),
            Quantile(sums.Times, TimeCount.Total, 0.5),
            Quantile(sums.Times, TimeCount.Total, 0.95),
            Quantile(sums.Times, TimeCount.First, 0.95),
            (double)count.InputTokens / calls,
            (double)count.OutputTokens / calls,
            decimal.Round(count.CostNanoUsd / NanoPerUsd / calls, 9),
            (double)count.ToolCalls / calls,
            sums.Scores == 0 ? null : sums.ScoreSum / sums.Scores,
            sums.Scores);
    }

    private static int Quantile(IEnumerable<TimeCount> counts, string kind, double part) =>
        TimeBuckets.Quantile(counts.Where(count => count.Kind == kind).Select(count => (count.Bucket, count.Calls)), part);
}
