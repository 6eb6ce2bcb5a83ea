namespace Banyan.Host.Telemetry;

/// <summary>Every name telemetry tells to the outside, once. <c>docs/metrics.md</c>, dashboards and rules are compared with this table.</summary>
internal static class Names
{
    /// <summary>The meter and the source of spans.</summary>
    public const string Source = "Banyan.Gateway";

    /// <summary>The source of the server's own spans.</summary>
    public const string ServerSource = "Microsoft.AspNetCore";

    public static MetricSpec Requests { get; } = new("llm_requests_total", MetricKind.Counter, "Exchanges ended.", ["service", "model", "status"], "llm.requests", "{exchange}");

    public static MetricSpec RequestMs { get; } =
        new("llm_request_duration_ms", MetricKind.Summary, "Arrival to last byte, quantiles over the last 10 minutes.", ["service", "model"], "", "ms");

    public static MetricSpec Tokens { get; } =
        new("llm_tokens_total", MetricKind.Counter, "Tokens by disjoint counter.", ["service", "model", "token_type"], "llm.tokens", "{token}");

    public static MetricSpec Cost { get; } = new("llm_cost_total", MetricKind.Counter, "Cost in USD, for display.", ["service", "model"], "llm.cost", "USD") { Scale = 1e-9 };

    public static MetricSpec ProviderMs { get; } =
        new("llm_provider_latency_ms", MetricKind.Summary, "Duration of attempts, quantiles over the last 10 minutes.", ["provider"], "", "ms");

    public static MetricSpec ProviderErrors { get; } =
        new("llm_provider_errors_total", MetricKind.Counter, "Attempts that failed, by meaning.", ["provider", "error_type"], "llm.provider.errors", "{attempt}");

    public static MetricSpec Breaker { get; } =
        new("llm_circuit_breaker_state", MetricKind.Gauge, "Worst circuit of the provider's models: 0 closed, 1 half-open, 2 open.", ["provider"], "llm.circuit_breaker.state", "1");

    public static MetricSpec ModelBreaker { get; } =
        new("llm_model_circuit_breaker_state", MetricKind.Gauge, "Circuit of a model: 0 closed, 1 half-open, 2 open.", ["provider", "model"], "llm.model.circuit_breaker.state", "1");

    public static MetricSpec Overhead { get; } = new("llm_overhead_seconds", MetricKind.Histogram, "Time Banyan itself took.", [], "llm.overhead", "s") { Bounds = Bounds.Overhead };

    public static MetricSpec FirstToken { get; } =
        new("llm_time_to_first_token_seconds", MetricKind.Histogram, "Arrival to first content.", ["model"], "llm.time_to_first_token", "s") { Bounds = Bounds.Seconds };

    public static MetricSpec RequestSeconds { get; } =
        new("llm_request_duration_seconds", MetricKind.Histogram, "Arrival to last byte.", ["model"], "llm.request.duration", "s") { Bounds = Bounds.Seconds };

    public static MetricSpec Attempts { get; } = new("llm_attempts_total", MetricKind.Counter, "Attempts ended.", ["provider", "outcome"], "llm.attempts", "{attempt}");

    public static MetricSpec Fallbacks { get; } = new("llm_fallbacks_total", MetricKind.Counter, "Moves from one model to another.", ["from", "to"], "llm.fallbacks", "{move}");

    public static MetricSpec Hedges { get; } =
        new("llm_hedges_total", MetricKind.Counter, "Second candidates asked beside a slow first, by the provider of the second and whether it won or lost.", ["provider", "outcome"], "llm.hedges", "{attempt}");

    public static MetricSpec ActiveStreams { get; } = new("llm_active_streams", MetricKind.Gauge, "Streamed exchanges under way.", [], "llm.active_streams", "{exchange}");

    public static MetricSpec SpoolRows { get; } = new("llm_spool_rows", MetricKind.Gauge, "Usage rows not yet in the database.", [], "llm.spool.rows", "{row}");

    public static MetricSpec BudgetRefusals { get; } =
        new("llm_budget_refusals_total", MetricKind.Counter, "Asks a budget had no room for, refused or sent on with a cheaper model.", ["scope"], "llm.budget.refusals", "{exchange}");

    public static MetricSpec BanyanBudgetRefusals { get; } =
        new("banyan_budget_refusals_total", MetricKind.Counter, "Asks a budget had no room for, refused or sent on with a cheaper model.", ["scope"], "banyan.budget.refusals", "{exchange}");

    public static MetricSpec ToolExecutions { get; } = new("llm_tool_executions_total", MetricKind.Counter, "Calls of tools ended.", ["tool", "status"], "llm.tool.executions", "{call}");

    public static MetricSpec ToolMs { get; } = new("llm_tool_latency_ms", MetricKind.Summary, "Duration of calls of tools, quantiles over the last 10 minutes.", ["tool"], "", "ms");

    public static MetricSpec IntentRuns { get; } = new("banyan_intent_runs_total", MetricKind.Counter, "Runs of the orchestrator answered.", ["outcome"], "banyan.intent.runs", "{run}");

    public static MetricSpec BudgetUsed { get; } =
        new("llm_budget_used_ratio", MetricKind.Gauge, "Share of its limit that is spent or held of the fullest budget of a scope and period.", ["scope", "period"], "llm.budget.used_ratio", "1");

    public static MetricSpec Unpriced { get; } = new("llm_unpriced_total", MetricKind.Counter, "Attempts without a price.", ["model"], "llm.unpriced", "{attempt}");

    public static MetricSpec LimitUsed { get; } =
        new("llm_rate_limit_used_ratio", MetricKind.Gauge, "Fullest bucket of a scope as a share of its limit, as this node knows it.", ["scope"], "llm.rate_limit.used_ratio", "1");

    public static MetricSpec ProviderSeconds { get; } =
        new("llm_provider_latency_seconds", MetricKind.Histogram, "Duration of attempts.", ["provider", "model", "stream"], "llm.provider.latency", "s") { Bounds = Bounds.Seconds };

    public static MetricSpec GenAiDuration { get; } =
        new("gen_ai_client_operation_duration_seconds", MetricKind.Histogram, "GenAI operation duration.", GenAiLabels.Operation, "gen_ai.client.operation.duration", "s") { Bounds = Bounds.GenAiSeconds };

    public static MetricSpec GenAiTokens { get; } =
        new("gen_ai_client_token_usage", MetricKind.Histogram, "Input and output tokens of an operation.", GenAiLabels.Tokens, "gen_ai.client.token.usage", "{token}") { Bounds = Bounds.GenAiTokens };

    public static MetricSpec GenAiFirstChunk { get; } =
        new("gen_ai_client_operation_time_to_first_chunk_seconds", MetricKind.Histogram, "Time to the first chunk of a stream.", GenAiLabels.Operation, "gen_ai.client.operation.time_to_first_chunk", "s")
        {
            Bounds = Bounds.GenAiSeconds,
        };

    public static MetricSpec DoorOverhead { get; } =
        new("banyan_overhead_seconds", MetricKind.Histogram, "Time Banyan itself took.", ["door"], "banyan.overhead", "s") { Bounds = Bounds.Overhead };

    public static MetricSpec BanyanAttempts { get; } = new("banyan_attempts_total", MetricKind.Counter, "Attempts ended.", ["provider", "outcome"], "banyan.attempts", "{attempt}");

    public static MetricSpec Failovers { get; } =
        new("banyan_failovers_total", MetricKind.Counter, "Attempts on a model other than the one before, by the provider moved to.", ["provider", "outcome"], "banyan.failovers", "{attempt}");

    public static MetricSpec BanyanHedges { get; } =
        new("banyan_hedges_total", MetricKind.Counter, "Second candidates asked beside a slow first, by the provider of the second and whether it won or lost.", ["provider", "outcome"], "banyan.hedges", "{attempt}");

    public static MetricSpec RouteDecisions { get; } =
        new("banyan_route_decisions_total", MetricKind.Counter, "Routes decided, by how the first candidate was drawn, or by a rule.", ["reason"], "banyan.route.decisions", "{decision}");

    public static MetricSpec RouteSeconds { get; } =
        new("banyan_route_seconds", MetricKind.Histogram, "Time a route decision took.", ["reason"], "banyan.route.duration", "s") { Bounds = Bounds.Routes };

    public static MetricSpec StreamsOpen { get; } = new("banyan_streams_open", MetricKind.Gauge, "Streamed exchanges under way.", ["door"], "banyan.streams.open", "{exchange}");

    public static MetricSpec ExchangesActive { get; } = new("banyan_exchanges_active", MetricKind.Gauge, "Exchanges under way.", ["door"], "banyan.exchanges.active", "{exchange}");

    public static MetricSpec Shed { get; } =
        new("banyan_requests_shed_total", MetricKind.Counter, "Asks refused because the node had as many under way as it takes on.", [], "banyan.requests.shed", "{request}");

    public static MetricSpec Line { get; } = new("banyan_requests_line_seconds", MetricKind.Gauge, "How long an ask stood in line before anything was done for it, when the room for asks was weighed last.", [], "banyan.requests.line", "s");

    public static MetricSpec Room { get; } = new("banyan_requests_room", MetricKind.Gauge, "Asks the node takes on at once, now.", [], "banyan.requests.room", "{request}");

    public static MetricSpec BanyanSpoolRows { get; } = new("banyan_spool_rows", MetricKind.Gauge, "Usage rows not yet in the database.", [], "banyan.spool.rows", "{row}");

    public static MetricSpec Generation { get; } = new("banyan_config_generation", MetricKind.Gauge, "Version of the configuration in force.", [], "banyan.config.generation", "1");

    public static MetricSpec Rejected { get; } = new("banyan_config_rejected_total", MetricKind.Counter, "Configurations refused.", [], "banyan.config.rejected", "{document}");

    public static MetricSpec PriceMissing { get; } = new("banyan_price_missing_total", MetricKind.Counter, "Attempts without a price.", ["model"], "banyan.price.missing", "{attempt}");

    public static MetricSpec GraphSeconds { get; } =
        new("banyan_graphql_seconds", MetricKind.Histogram, "GraphQL operations and refusals, arrival to answer.", ["operation"], "banyan.graphql.duration", "s") { Bounds = Bounds.Seconds };

    public static MetricSpec GraphRefusals { get; } =
        new("banyan_graphql_refusals_total", MetricKind.Counter, "GraphQL requests not executed, by code.", ["code"], "banyan.graphql.refusals", "{request}");

    public static MetricSpec WebhookBacklog { get; } = new("llm_webhook_backlog", MetricKind.Gauge, "Deliveries that wait.", [], "llm.webhook.backlog", "{delivery}");

    public static MetricSpec WebhookOldest { get; } =
        new("banyan_webhook_oldest_seconds", MetricKind.Gauge, "How long the eldest delivery waits.", [], "banyan.webhook.oldest", "s");

    public static MetricSpec WebhookDeliveries { get; } =
        new("banyan_webhook_deliveries_total", MetricKind.Counter, "Attempts to deliver: delivered, failed, or dead after the last.", ["outcome"], "banyan.webhook.deliveries", "{attempt}");

    public static MetricSpec LimitRefusals { get; } =
        new("banyan_limit_refusals_total", MetricKind.Counter, "Refusals by rate limits; in mode shadow, what would have been refused.", ["scope", "unit", "mode"], "banyan.limit.refusals", "{refusal}");

    public static MetricSpec SpansDropped { get; } =
        new("banyan_otlp_dropped_spans_total", MetricKind.Counter, "Spans the collector did not get: it was away or too slow.", [], "banyan.otlp.dropped_spans", "{span}");

    public static MetricSpec Build { get; } = new("banyan_build_info", MetricKind.Gauge, "Always 1; the version is a label.", ["version"], "banyan.build", "1");

    /// <summary>All of them, in the order they are shown.</summary>
    public static IReadOnlyList<MetricSpec> All { get; } =
    [
        Requests, RequestMs, Tokens, Cost, ProviderMs, ProviderErrors, Breaker, ModelBreaker, Overhead, FirstToken, RequestSeconds, Attempts, Fallbacks, Hedges,
        ActiveStreams, SpoolRows, BudgetRefusals, BudgetUsed, BanyanBudgetRefusals, ToolExecutions, ToolMs, IntentRuns, Unpriced, LimitUsed, ProviderSeconds, GenAiDuration, GenAiTokens, GenAiFirstChunk, DoorOverhead, BanyanAttempts, Failovers, BanyanHedges, RouteDecisions, RouteSeconds,
        StreamsOpen, ExchangesActive, Shed, Room, Line, BanyanSpoolRows, Generation, Rejected, PriceMissing, GraphSeconds, GraphRefusals, LimitRefusals,
        WebhookBacklog, WebhookOldest, WebhookDeliveries, SpansDropped, Build,
    ];
}
