namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The sections <c>server</c> and <c>storage</c>: what only a restart changes.</summary>
internal static class ServerSettings
{
    private const int OneDay = 86_400;

    public static Setting Server { get; } = Shape.Map(
        "server",
        "The listener; a change needs a restart",
        Shape.Address("listen", "http://127.0.0.1:8090", "Address and port to listen on"),
        Shape.Size("maxBody", "32MB", "Bound on a request's body; more is 413 `too_large`"),
        Shape.Duration("requestTimeout", "600s", "Bound on an exchange with all its attempts and waits; `x-banyan-timeout` may only shorten it"),
        Shape.Whole("maxConcurrent", "16000", "Asks a node has under way at once; more are refused with 503 `overloaded` and `Retry-After`, before their body is read").Between(1),
        Shape.Duration("shedAfter", "100ms", "How long an ask may stand in line before anything is done for it until the node takes on fewer asks than `maxConcurrent`, 256 at least; 0 never").Between(0),
        Shape.Duration("drain", "30s", "How long running streams may go on after SIGTERM").Between(0),
        Shape.Duration("pingAfter", "15s", "Silence after which a stream gets a keep-alive"));

    public static Setting Storage { get; } = Shape.Map(
        "storage",
        "Where things are kept; a change needs a restart",
        Shape.Text("database", "${BANYAN_DATABASE:-}", "Empty: SQLite in `dataDir`; a PostgreSQL connection string: PostgreSQL").Hidden(),
        Shape.Text("redis", "${BANYAN_REDIS:-}", "Address of a Redis; empty for none").Hidden(),
        Shape.Text("dataDir", "./data", "Directory of the SQLite file, the usage spool and the last good catalogue"),
        Shape.Word("durability", "grouped", "When usage rows are safe: synced within 10 ms, or synced and in the database before the last byte of the answer (while the database is away, synced)", "grouped", "strict"),
        Shape.Map(
            "retention",
            "How long rows are kept",
            Shape.Duration("completions", "90d", "Completion requests, responses and errors; in force without a restart").Between(OneDay),
            Shape.Duration("audit", "90d", "The audit log").Pending(),
            Shape.Duration("usage", "400d", "The usage log and its rollups, erased by whole months"),
            Shape.Duration("toolExecutions", "90d", "Tool executions"),
            Shape.Duration("deliveries", "30d", "Webhook deliveries; in force without a restart").Between(OneDay),
            Shape.Duration("originals", "24h", "Originals of redacted text").Pending()));
}
