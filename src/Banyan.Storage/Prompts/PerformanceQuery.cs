using System.Data.Common;
using System.Globalization;
using Banyan.Gateway.Prompts.Metrics;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Prompts;

/// <summary>Adds up what versions did over a window.</summary>
internal sealed class PerformanceQuery(DbConnection connection, SqlForm form)
{
    private const string Window = "tenant_id = @Tenant AND hour >= @From AND hour < @To";

    /// <summary>Reads the sums; parameters are Tenant, Ids, From and To.</summary>
    public async Task<IReadOnlyList<VersionSums>> ReadAsync(string tenant, DateTimeOffset from, string isListed, object values)
    {
        var counts = await PromptRows.ReadAsync(
            connection,
            $"SELECT version_id, SUM(calls), SUM(failures), SUM(input_tokens), SUM(output_tokens), SUM(cost_nusd), SUM(latency_ms), SUM(tool_calls) FROM prompt_metrics WHERE {Window} AND {isListed} GROUP BY version_id",
            values,
            row => new VersionCount(tenant, form.ReadId(row.GetValue(0)), from)
            {
                Calls = SqlForm.ReadLong(row.GetValue(1)),
                Failures = SqlForm.ReadLong(row.GetValue(2)),
                InputTokens = SqlForm.ReadLong(row.GetValue(3)),
                OutputTokens = SqlForm.ReadLong(row.GetValue(4)),
                CostNanoUsd = SqlForm.ReadLong(row.GetValue(5)),
                LatencyMs = SqlForm.ReadLong(row.GetValue(6)),
                ToolCalls = SqlForm.ReadLong(row.GetValue(7)),
            });
        var times = (await PromptRows.ReadAsync(
            connection,
            $"SELECT version_id, kind, bucket, SUM(calls) FROM prompt_latencies WHERE {Window} AND {isListed} GROUP BY version_id, kind, bucket",
            values,
            row => new TimeCount(tenant, form.ReadId(row.GetValue(0)), from, row.GetString(1), (int)SqlForm.ReadLong(row.GetValue(2)), SqlForm.ReadLong(row.GetValue(3))))).ToLookup(count => count.VersionId);
        var scores = (await PromptRows.ReadAsync(
            connection,
            $"SELECT version_id, COUNT(*), SUM(score) FROM feedback WHERE tenant_id = @Tenant AND at >= @From AND at < @To AND {isListed} GROUP BY version_id",
            values,
            row => (Id: form.ReadId(row.GetValue(0)), Count: SqlForm.ReadLong(row.GetValue(1)), Sum: Convert.ToDouble(row.GetValue(2), CultureInfo.InvariantCulture)))).ToDictionary(row => row.Id);
        var all = counts.ToDictionary(count => count.VersionId);
        return [.. all.Keys.Union(scores.Keys).Order().Select(id => new VersionSums(
            all.GetValueOrDefault(id) ?? new VersionCount(tenant, id, from), [.. times[id]], scores.GetValueOrDefault(id).Count, scores.GetValueOrDefault(id).Sum))];
    }
}
