using System.Data.Common;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Banyan.Wire.Usage;

namespace Banyan.Storage.Usage;

/// <summary>Sums of the ledger in a database; the SQL is the same on both.</summary>
internal sealed class UsageSums(Database database) : IUsageSums
{
    private static readonly Dictionary<string, int> Places = UsageMeasures.All.Select((measure, place) => (measure.Column, place)).ToDictionary(one => one.Column, one => one.place + 2, StringComparer.Ordinal);

    /// <inheritdoc />
    public async Task<IReadOnlyList<UsageSum>> SumAsync(UsageSumQuery query, CancellationToken cancellationToken)
    {
        var text = new SumText(query, database.Form);
        if (text.IsEmpty)
        {
            return [];
        }

        var found = await database.RowsAsync(text.Totals(), text.Values, row => new UsageSum(row.GetString(0), query.Every is null ? null : database.Form.ReadInstant(row.GetValue(1)), query.IsBrief ? Brief(row) : Totals(row)), cancellationToken);
        return text.TakesOff ? [.. found.Where(sum => sum.Totals is not { Attempts: 0, Requests: 0, Adjusted: 0, Errors: 0, Tokens: 0, CostNanoUsd: 0, SavedNanoUsd: 0 })] : found;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<LatencyCount>> LatenciesAsync(UsageSumQuery query, CancellationToken cancellationToken)
    {
        var text = new SumText(query, database.Form);
        var found = text.IsEmpty ? [] : await database.RowsAsync(text.Latencies(), text.Values, Latency, cancellationToken);
        return text.TakesOff
            ? [.. found.GroupBy(count => (count.Key, count.At, count.Bucket)).Select(same => new LatencyCount(same.Key.Key, same.Key.At, same.Key.Bucket, same.Sum(count => count.Calls))).Where(count => count.Calls > 0)]
            : found;
    }

    private static UsageTotals Brief(DbDataReader row) => new()
    {
        Requests = SqlForm.ReadLong(row.GetValue(2)),
        Errors = SqlForm.ReadLong(row.GetValue(3)),
        Tokens = SqlForm.ReadLong(row.GetValue(4)),
        CostNanoUsd = SqlForm.ReadLong(row.GetValue(5)),
        SavedNanoUsd = SqlForm.ReadLong(row.GetValue(6)),
    };

    private static UsageTotals Totals(DbDataReader row)
    {
        long Of(string column) => SqlForm.ReadLong(row.GetValue(Places[column]));
        return new UsageTotals
        {
            Attempts = Of("attempts"),
            Requests = Of("requests"),
            Succeeded = Of("succeeded"),
            Cancelled = Of("cancelled"),
            Errors = Of("failed") + Of("timedout") + Of("refused") + Of("truncated") + Of("lost"),
            CacheHits = Of("cached"),
            Adjusted = Of("adjusted"),
            Usage = new TokenUsage
            {
                Uncached = Of("uncached"),
                CacheRead = Of("cache_read"),
                CacheWrite5m = Of("cache_write_5m"),
                CacheWrite1h = Of("cache_write_1h"),
                AudioIn = Of("audio_in"),
                Output = Of("output"),
                Reasoning = Of("reasoning"),
                AudioOut = Of("audio_out"),
            },
            CostNanoUsd = Of("cost_nusd"),
            SavedNanoUsd = Of("saved_nusd"),
            EstimatedTokens = Of("estimated_tokens"),
            EstimatedNanoUsd = Of("estimated_nusd"),
            Unpriced = Of("unpriced"),
        };
    }

    private LatencyCount Latency(DbDataReader row)
    {
        var took = SqlForm.ReadLong(row.GetValue(3));
        var bucket = SqlForm.ReadLong(row.GetValue(2)) == 0 ? (int)took : TimeBuckets.Of(TimeSpan.FromMilliseconds(took));
        return new LatencyCount(row.GetString(0), database.Form.ReadInstant(row.GetValue(1)), bucket, SqlForm.ReadLong(row.GetValue(4)));
    }
}
