namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The sections <c>aliases</c> and <c>routing</c>.</summary>
internal static class RoutingSettings
{
    private static readonly Setting Target = Shape.Map(
        "",
        "A target: a model, an alias, or `*` for every active model",
        Shape.Text("model", "", "The model or alias").Required(),
        Shape.Whole("weight", "1", "Its share, relative to the others").Between(0, 1_000_000)) with
    { Short = Shape.Text("", "", "The model or alias") };

    public static Setting Aliases { get; } = Shape.Table(
        "aliases",
        "Names that stand for one or several models",
        Shape.Map(
            "",
            "An alias",
            Shape.Word("strategy", "fixed", "In the order written; at random by weight; or by cost, latency and quality", "fixed", "weighted", "auto"),
            Shape.List("targets", "What it stands for", Target).Required() with { Short = Shape.Text("targets", "", "") },
            Shape.Texts("fallbacks", "Models or aliases tried after the targets; absent: `routing.fallbackChain`"),
            new Setting("hedge", SettingKind.Flag, "", "Whether a second target is asked when the first is slow to begin; absent: as `routing.hedge.enabled`"))) with
    { HasLooseNames = true };

    private static readonly Setting Retry = Shape.Map(
        "retry",
        "How failed attempts are followed",
        Shape.Whole("maxAttempts", "3", "Most attempts on one candidate").Between(1, 20),
        Shape.Whole("maxAttemptsInAll", "6", "Most attempts of one exchange").Between(1, 50),
        Shape.Duration("initialDelay", "1s", "First wait before the same candidate is tried again"),
        Shape.Duration("maxDelay", "30s", "Longest wait"),
        Shape.Number("multiplier", "2", "Growth of the wait").Between(1, 10),
        Shape.Word("jitter", "full", "Whether a wait is drawn at random between zero and its bound", "full", "none"),
        Shape.Share("budget", "0.20", "Share of traffic that may be retries; failovers are not retries"));

    private static readonly Setting Breaker = Shape.Map(
        "breaker",
        "When a failing candidate is left alone",
        Shape.Whole("failures", "5", "Consecutive failures that open it").Between(1),
        Shape.Duration("openFor", "60s", "How long it stays open"),
        Shape.Whole("halfOpen", "1", "Probes in flight while half-open").Between(1),
        Shape.Whole("successes", "2", "Successful probes that close it").Between(1),
        Shape.Share("errorRate", "0.5", "Share of failures within `window` that opens it"),
        Shape.Duration("window", "30s", "Span over which the share is taken"),
        Shape.Whole("minCalls", "20", "Calls within the window before the share counts").Between(1),
        Shape.Number("slowFactor", "5", "How many times its norm of the last hour the 95th percentile of first-token times must be, for as long as `window`, to open it; 0: never").Between(0, 1000));

    private static readonly Setting Rule = Shape.Map(
        "",
        "A rule",
        Shape.Text("name", "", "Its name, unique").Required(),
        Shape.Whole("priority", "0", "Higher ones first; equals in the order written").Between(null),
        Shape.Any("when", "Conditions: fields with `eq ne in notIn lt lte gt gte prefix contains exists`, nested in `all`, `any`, `not`; absent: always"),
        Shape.Text("target", "", "The model or alias it chooses").Required(),
        Shape.Texts("fallbacks", "Models or aliases tried after it"),
        Shape.Flag("enabled", true, "Whether it is evaluated"),
        Shape.Flag("shadow", false, "Whether it is only recorded, never obeyed"),
        Shape.Text("description", "", "For people"));

    public static Setting Routing { get; } = Shape.Map(
        "routing",
        "How a model is chosen and what happens when it fails",
        Shape.Text("defaultModel", "", "The model or alias for calls that name none; absent: `auto`"),
        Shape.Texts("fallbackChain", "Models or aliases for calls whose alias, rule or header names no fallbacks"),
        Shape.Map(
            "weights",
            "What `auto` weighs",
            Shape.Share("cost", "0.5", "Expected cost"),
            Shape.Share("latency", "0.3", "Expected latency"),
            Shape.Share("quality", "0.2", "Expected quality")),
        Shape.Share("tieBand", "0.05", "Candidates this close to the best are drawn by power of two"),
        Shape.Share("explore", "0.01", "Share of `auto` sent to another eligible candidate"),
        Shape.Share("qualityLoss", "0.1", "How far the answers of `auto` may be judged below the best single model before that one is taken instead"),
        Shape.Map(
            "affinity",
            "Staying with the target whose prompt cache is warm",
            Shape.Duration("ttl", "30m", "How long it holds"),
            Shape.Share("maxBonus", "0.15", "Most it adds to a candidate")),
        Shape.Word("failover", "eager", "Next candidate at once, or all retries on one first", "eager", "patient"),
        Retry,
        Breaker,
        Shape.Map(
            "hedge",
            "Asking a second candidate when the first is slow",
            Shape.Flag("enabled", false, "Whether it is done"),
            Shape.Word("after", "p95", "Which observed first-token time is waited for", "p50", "p95", "p99"),
            Shape.Duration("minDelay", "50ms", "Least wait before it"),
            Shape.Share("maxExtra", "0.05", "Most extra calls, as a share")),
        Shape.List("rules", "Rules, the first that matches wins", Rule));
}
