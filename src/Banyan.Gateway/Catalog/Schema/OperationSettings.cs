namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The sections <c>telemetry</c>, <c>alerts</c> and <c>emergency</c>.</summary>
internal static class OperationSettings
{
    public static Setting Telemetry { get; } = Shape.Map(
        "telemetry",
        "What is told to the outside about running",
        Shape.Text("otlp", "${OTEL_EXPORTER_OTLP_ENDPOINT:-}", "Address of an OTLP collector; empty for none").Hidden(),
        Shape.Word("metricsKey", "required", "Whether `/metrics` asks for a key of role viewer when the caller is not on loopback", "required", "none"),
        Shape.Flag("contentInTraces", false, "Whether redacted content is added to traces").Pending());

    public static Setting Alerts { get; } = Shape.Map(
        "alerts",
        "Thresholds of the built-in alerts",
        Shape.Share("errorRate", "0.05", "Share of failed calls over 5 min"),
        Shape.Duration("latencyP95", "10s", "95th percentile of latency over 5 min"),
        Shape.Share("budget", "0.80", "Share of a budget that is spent or reserved, where it names none itself"),
        Shape.Share("rateLimit", "0.90", "Share of a rate limit used for 1 min; half of it and less is not looked at").Between(0.5m, 1),
        Shape.Share("cacheHitRate", "0.70", "Least share of cache hits over 1 h").Pending(),
        Shape.Number("piiSpike", "3", "Multiple of the 7-day norm of personal data found").Between(1).Pending());

    public static Setting Emergency { get; } = Shape.Map(
        "emergency",
        "Direct mode: the named model and the ledger, nothing between",
        Shape.Flag("directMode", false, "Whether it is on, for every tenant; `banyan kill direct on` switches it on for one"),
        Shape.Flag("skipContentGuards", false, "Whether content guards are left out too").Pending());
}
