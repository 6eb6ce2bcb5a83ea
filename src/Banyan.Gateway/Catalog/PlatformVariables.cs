namespace Banyan.Gateway.Catalog;

/// <summary>Every environment variable the service reads, once: <c>--help</c> and <c>docs/configuration.md</c> are written from this table.</summary>
public static class PlatformVariables
{
    /// <summary>Name and what it is for, in one sentence, words of code in backticks.</summary>
    public static IReadOnlyList<(string Name, string Effect)> All { get; } =
    [
        ("BANYAN_CONFIG", "The configuration file; without it `./banyan.yaml`, if it is there"),
        ("BANYAN_ADMIN_KEY", "The first key; without it one is made at the first start and printed once"),
        ("BANYAN_DATABASE", "A PostgreSQL connection string (`storage.database`); without it SQLite in the data folder"),
        ("BANYAN_REDIS", "Address of a Redis that rate limits are shared through (`storage.redis`)"),
        ("BANYAN_MASTER_KEY_FILE", "A file with 32 random bytes in base64 that every other key is wrapped by: made in the data folder over SQLite, must be given over PostgreSQL, the same on every node"),
        ("BANYAN_EGRESS_ALLOW_NETWORKS", "Private networks that addresses told over the interfaces may reach, as `10.1.0.0/16, fd00:1::/64`"),
        ("BANYAN__section__setting", "Any setting, over the file, as `BANYAN__routing__defaultModel=fast`"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "`grpc` or `http/protobuf`, for the collector that `telemetry.otlp` names; without it gRPC on port 4317, else HTTP"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "Headers for that collector, as `name=value,name=value`"),
        ("OTEL_SEMCONV_STABILITY_OPT_IN", "`gen_ai_latest_experimental`: GenAI metrics under their renamed names"),
        ("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "`0`: what follows bytes that come in runs on the thread pool"),
    ];
}
