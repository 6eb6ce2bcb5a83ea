using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>What one ended exchange counts as.</summary>
internal static class TallyRow
{
    /// <summary>Counts it.</summary>
    public static TallyBatch Of(ExchangeRecord record, PromptUse use)
    {
        var exchange = record.Exchange;
        var (tenant, at) = (exchange.Caller.Tenant, exchange.StartedAt);
        var hour = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerHour));
        var (cost, latency) = (exchange.Attempts.Sum(attempt => attempt.Charge?.CostNanoUsd ?? 0), (long)record.Duration.TotalMilliseconds);
        var times = new List<TimeCount> { new(tenant, use.VersionId, hour, TimeCount.Total, TimeBuckets.Of(record.Duration), 1) };
        if (record.FirstToken is { } first)
        {
            times.Add(new TimeCount(tenant, use.VersionId, hour, TimeCount.First, TimeBuckets.Of(first), 1));
        }

        return new TallyBatch
        {
            Calls = [new PromptCall(tenant, exchange.Id.Value, at, use.VersionId, use.ExperimentId, use.Variant, use.UnitHash)],
            Versions =
            [
                new VersionCount(tenant, use.VersionId, hour)
                {
                    Calls = 1,
                    Failures = IsSuccess(record) || record.Outcome == Outcome.Cancelled ? 0 : 1,
                    InputTokens = exchange.Attempts.Sum(attempt => attempt.Charge?.Usage.Prompt ?? 0),
                    OutputTokens = exchange.Attempts.Sum(attempt => attempt.Charge?.Usage.Completion ?? 0),
                    CostNanoUsd = cost,
                    LatencyMs = latency,
                    ToolCalls = record.Served is { SawCall: true } ? 1 : 0,
                },
            ],
            Times = times,
            Units = use.ExperimentId is { } experiment && record.Outcome != Outcome.Cancelled ? [Unit(record, use, experiment, latency, cost)] : [],
        };
    }

    private static UnitCount Unit(ExchangeRecord record, PromptUse use, Guid experiment, long latency, long cost)
    {
        var isMeasured = record.Outcome == Outcome.Succeeded;
        var isFallback = record.Served is { } served && record.Exchange.Candidates is [var first, ..] && served.Candidate.Model.Id != first.Model.Id;
        return new UnitCount(record.Exchange.Caller.Tenant, experiment, use.UnitHash!, use.Variant!, record.Exchange.StartedAt)
        {
            Calls = 1,
            Successes = IsSuccess(record) ? 1 : 0,
            Measured = isMeasured ? 1 : 0,
            LatencyMs = isMeasured ? latency : 0,
            CostNanoUsd = isMeasured ? cost : 0,
            Fallbacks = isFallback ? 1 : 0,
        };
    }

    private static bool IsSuccess(ExchangeRecord record) => record.Outcome is Outcome.Succeeded or Outcome.Cached;
}
