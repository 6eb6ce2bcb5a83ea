namespace Banyan.Host.Telemetry.Recording;

/// <summary>What is counted as it happens: one family per metric.</summary>
internal sealed class Board(TimeProvider time)
{
    public Family<CounterCell> Requests { get; } = Counter(Names.Requests);

    public Family<SummaryCell> RequestMs { get; } = new(Names.RequestMs, () => new SummaryCell(time));

    public Family<CounterCell> Tokens { get; } = Counter(Names.Tokens);

    public Family<CounterCell> CostNanoUsd { get; } = Counter(Names.Cost);

    public Family<SummaryCell> ProviderMs { get; } = new(Names.ProviderMs, () => new SummaryCell(time));

    public Family<CounterCell> ProviderErrors { get; } = Counter(Names.ProviderErrors);

    public Family<HistogramCell> Overhead { get; } = Histogram(Names.Overhead);

    public Family<HistogramCell> FirstToken { get; } = Histogram(Names.FirstToken);

    public Family<HistogramCell> RequestSeconds { get; } = Histogram(Names.RequestSeconds);

    public Family<CounterCell> Attempts { get; } = Counter(Names.Attempts);

    public Family<CounterCell> Fallbacks { get; } = Counter(Names.Fallbacks);

    public Family<CounterCell> Hedges { get; } = Counter(Names.Hedges);

    public Family<CounterCell> BanyanHedges { get; } = Counter(Names.BanyanHedges);

    public Family<CounterCell> RouteDecisions { get; } = Counter(Names.RouteDecisions);

    public Family<HistogramCell> RouteSeconds { get; } = Histogram(Names.RouteSeconds);

    public Family<CounterCell> ActiveStreams { get; } = Counter(Names.ActiveStreams);

    public Family<CounterCell> BudgetRefusals { get; } = Counter(Names.BudgetRefusals);

    public Family<CounterCell> BanyanBudgetRefusals { get; } = Counter(Names.BanyanBudgetRefusals);

    public Family<CounterCell> ToolExecutions { get; } = Counter(Names.ToolExecutions);

    public Family<SummaryCell> ToolMs { get; } = new(Names.ToolMs, () => new SummaryCell(time));

    public Family<CounterCell> IntentRuns { get; } = Counter(Names.IntentRuns);

    public Family<CounterCell> Unpriced { get; } = Counter(Names.Unpriced);

    public Family<HistogramCell> ProviderSeconds { get; } = Histogram(Names.ProviderSeconds);

    public Family<HistogramCell> GenAiDuration { get; } = Histogram(Names.GenAiDuration);

    public Family<HistogramCell> GenAiTokens { get; } = Histogram(Names.GenAiTokens);

    public Family<HistogramCell> GenAiFirstChunk { get; } = Histogram(Names.GenAiFirstChunk);

    public Family<HistogramCell> DoorOverhead { get; } = Histogram(Names.DoorOverhead);

    public Family<CounterCell> BanyanAttempts { get; } = Counter(Names.BanyanAttempts);

    public Family<CounterCell> Failovers { get; } = Counter(Names.Failovers);

    public Family<CounterCell> StreamsOpen { get; } = Counter(Names.StreamsOpen);

    public Family<CounterCell> ExchangesActive { get; } = Counter(Names.ExchangesActive);

    public Family<CounterCell> Rejected { get; } = Counter(Names.Rejected);

    public Family<CounterCell> PriceMissing { get; } = Counter(Names.PriceMissing);

    public Family<HistogramCell> GraphSeconds { get; } = Histogram(Names.GraphSeconds);

    public Family<CounterCell> GraphRefusals { get; } = Counter(Names.GraphRefusals);

    public Family<CounterCell> WebhookDeliveries { get; } = Counter(Names.WebhookDeliveries);

    /// <summary>The families that count, and those of them that spread over buckets.</summary>
    public IReadOnlyList<IFamily> All =>
    [
        Requests, RequestMs, Tokens, CostNanoUsd, ProviderMs, ProviderErrors, Attempts, Fallbacks, Hedges, BanyanHedges, RouteDecisions, ActiveStreams, BudgetRefusals, Unpriced,
        BanyanBudgetRefusals, ToolExecutions, ToolMs, IntentRuns, BanyanAttempts, Failovers, StreamsOpen, ExchangesActive, Rejected, PriceMissing, GraphRefusals, WebhookDeliveries, .. Histograms,
    ];

    /// <summary>The histograms alone.</summary>
    public IReadOnlyList<Family<HistogramCell>> Histograms =>
        [Overhead, FirstToken, RequestSeconds, ProviderSeconds, GenAiDuration, GenAiTokens, GenAiFirstChunk, DoorOverhead, RouteSeconds, GraphSeconds];

    private static Family<CounterCell> Counter(MetricSpec spec) => new(spec, static () => new CounterCell());

    private static Family<HistogramCell> Histogram(MetricSpec spec) => new(spec, () => new HistogramCell(spec.Bounds));
}
