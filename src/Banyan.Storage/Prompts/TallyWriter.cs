using System.Data;
using System.Data.Common;
using Banyan.Gateway.Prompts.Metrics;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Prompts;

/// <summary>Adds counts in one transaction. Rows go in sorted, so that two nodes never wait for each other in a circle.</summary>
internal sealed class TallyWriter(DbTransaction transaction, SqlForm form)
{
    private const string AddCall =
        "INSERT INTO prompt_calls (request_id, tenant_id, at, version_id, experiment_id, variant, unit_hash) VALUES (@RequestId, @Tenant, @At, @VersionId, @ExperimentId, @Variant, @UnitHash) "
        + "ON CONFLICT DO NOTHING";

    // A score can come before its call is written down.
    private const string PlaceScores =
        "UPDATE feedback SET version_id = @VersionId, experiment_id = @ExperimentId, variant = @Variant, unit_hash = @UnitHash WHERE tenant_id = @Tenant AND request_id = @RequestId AND version_id IS NULL";

    private const string AddVersion =
        "INSERT INTO prompt_metrics (tenant_id, version_id, hour, calls, failures, input_tokens, output_tokens, cost_nusd, latency_ms, tool_calls) "
        + "VALUES (@Tenant, @VersionId, @Hour, @Calls, @Failures, @InputTokens, @OutputTokens, @CostNanoUsd, @LatencyMs, @ToolCalls) "
        + "ON CONFLICT (version_id, hour) DO UPDATE SET calls = prompt_metrics.calls + excluded.calls, failures = prompt_metrics.failures + excluded.failures, "
        + "input_tokens = prompt_metrics.input_tokens + excluded.input_tokens, output_tokens = prompt_metrics.output_tokens + excluded.output_tokens, "
        + "cost_nusd = prompt_metrics.cost_nusd + excluded.cost_nusd, latency_ms = prompt_metrics.latency_ms + excluded.latency_ms, tool_calls = prompt_metrics.tool_calls + excluded.tool_calls";

    private const string AddTime =
        "INSERT INTO prompt_latencies (tenant_id, version_id, hour, kind, bucket, calls) VALUES (@Tenant, @VersionId, @Hour, @Kind, @Bucket, @Calls) "
        + "ON CONFLICT (version_id, hour, kind, bucket) DO UPDATE SET calls = prompt_latencies.calls + excluded.calls";

    // A unit of an experiment that is gone meanwhile counts for nothing.
    private const string AddUnit =
        "INSERT INTO experiment_units (tenant_id, experiment_id, unit_hash, variant, first_at, last_at, calls, successes, measured, latency_ms, cost_nusd, fallbacks) "
        + "SELECT e.tenant_id, e.id, @UnitHash, @Variant, @At, @At, @Calls, @Successes, @Measured, @LatencyMs, @CostNanoUsd, @Fallbacks FROM experiments e WHERE e.tenant_id = @Tenant AND e.id = @Id "
        + "ON CONFLICT (experiment_id, unit_hash, variant) DO UPDATE SET "
        + "last_at = CASE WHEN excluded.last_at > experiment_units.last_at THEN excluded.last_at ELSE experiment_units.last_at END, "
        + "calls = experiment_units.calls + excluded.calls, successes = experiment_units.successes + excluded.successes, measured = experiment_units.measured + excluded.measured, "
        + "latency_ms = experiment_units.latency_ms + excluded.latency_ms, cost_nusd = experiment_units.cost_nusd + excluded.cost_nusd, fallbacks = experiment_units.fallbacks + excluded.fallbacks";

    /// <summary>Adds them.</summary>
    public async Task WriteAsync(TallyBatch batch)
    {
        var calls = batch.Calls.OrderBy(call => call.RequestId).Select(Call).ToList();
        await RunAsync(AddCall, calls);
        await RunAsync(PlaceScores, calls);
        await RunAsync(AddVersion, batch.Versions.OrderBy(count => (count.VersionId, count.Hour)).Select(count => new
        {
            count.Tenant,
            VersionId = form.Id(count.VersionId),
            Hour = form.Instant(count.Hour),
            count.Calls,
            count.Failures,
            count.InputTokens,
            count.OutputTokens,
            count.CostNanoUsd,
            count.LatencyMs,
            count.ToolCalls,
        }));
        await RunAsync(AddTime, batch.Times.OrderBy(count => (count.VersionId, count.Hour, count.Kind, count.Bucket))
            .Select(count => new { count.Tenant, VersionId = form.Id(count.VersionId), Hour = form.Instant(count.Hour), count.Kind, count.Bucket, count.Calls }));
        await RunAsync(AddUnit, batch.Units.OrderBy(unit => (unit.ExperimentId, unit.UnitHash, unit.Variant)).Select(unit => new
        {
            unit.Tenant,
            Id = form.Id(unit.ExperimentId),
            unit.UnitHash,
            unit.Variant,
            At = form.Instant(unit.At),
            unit.Calls,
            unit.Successes,
            unit.Measured,
            unit.LatencyMs,
            unit.CostNanoUsd,
            unit.Fallbacks,
        }));
    }

    private DynamicParameters Call(PromptCall call)
    {
        var values = new DynamicParameters(new { RequestId = form.Id(call.RequestId), call.Tenant, At = form.Instant(call.At), VersionId = form.Id(call.VersionId), call.Variant, call.UnitHash });
        values.Add("ExperimentId", call.ExperimentId is { } id ? form.Id(id) : null, form.Id(Guid.Empty) is Guid ? DbType.Guid : DbType.String);
        return values;
    }

    private async Task RunAsync(string sql, IEnumerable<object> rows)
    {
        foreach (var row in rows)
        {
            await transaction.Connection!.ExecuteAsync(sql, row, transaction);
        }
    }
}
