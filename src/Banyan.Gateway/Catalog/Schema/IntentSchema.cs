namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The section <c>intents</c>. It is checked here and read by the orchestrator.</summary>
internal static class IntentSchema
{
    private static readonly Setting Backend = Shape.Map(
        "",
        "A backend",
        Shape.Text("name", "", "Its name, unique").Required(),
        Shape.Address("baseUrl", "", "Where it is; nothing else is called for it").Required(),
        Shape.Word("generation", "", "Which side of the migration it stands on", "legacy", "modern").Required(),
        Shape.Word("trust", "proposed", "`full` grants overlaps by equal key; `proposed` waits for `overlaps`", "full", "proposed"),
        Shape.Text("openapi", "/openapi/v1.json", "Path of its OpenAPI document, or a file of yours"),
        Shape.Text("overlay", "", "File of an OpenAPI Overlay that says which operations are intents"),
        Shape.Text("mcp", "", "Path of its MCP endpoint"),
        Shape.Texts("import", "OperationIds or tags that are intents without saying so; `all` only under `--demo`"),
        Shape.Map(
            "auth",
            "How Banyan and the person are shown to it",
            Shape.Word("kind", "none", "Nothing, a secret of Banyan's own, or the asserted person, signed, beside it", "none", "service", "exchange"),
            Shape.Secret("keyRef", "Reference of the secret")),
        Shape.Whole("concurrency", "4", "Calls at once").Between(1),
        Shape.Number("requestsPerSecond", "20", "Calls per second").Between(0.1m),
        Shape.Text("health", "/health", "Path that answers 2xx while it is well"));

    private static readonly Setting Directory = Shape.Map(
        "",
        "A directory of backends (RFC 9727)",
        Shape.Address("url", "", "Where it is").Required(),
        Shape.Word("generation", "modern", "Side of the backends found in it", "legacy", "modern"),
        Shape.Word("trust", "proposed", "Whether they are granted", "full", "proposed"),
        Shape.Texts("allow", "Origins they may have, with `*` as wildcard"));

    private static readonly Setting User = Shape.Map(
        "",
        "A person",
        Shape.Text("email", "", "The person's e-mail").Required(),
        Shape.Text("id", "", "The person's id as backends know it").Required(),
        Shape.Text("name", "", "The person's name"),
        Shape.Texts("scopes", "What the person may do; absent: `userScopes`"),
        Shape.Text("timeZone", "UTC", "The person's IANA time zone"));

    public static Setting Intents { get; } = Shape.Map(
        "intents",
        "The intent orchestrator",
        Shape.Word("planner", "auto", "Who turns words into plans", "auto", "model", "lexical", "lexical-first"),
        Shape.Text("plannerModel", "planner", "Alias or model that plans"),
        Shape.Text("answerModel", "answer", "Alias or model that words answers"),
        Shape.List("backends", "Services behind intents", Backend) with { IsByName = true },
        Shape.List("directories", "Where further services are found", Directory),
        Shape.Table(
            "stages",
            "How far each intent has migrated; absent: `modern` where granted and compatible",
            Shape.Map(
                "",
                "A stage",
                Shape.Word("stage", "", "The stage", "legacy", "shadow", "canary", "modern", "modern-only").Required(),
                Shape.Number("percent", "0", "Share of people on the modern side, of 100").Between(0, 100),
                Shape.Share("sample", "1", "Share of reads that are compared"))),
        Shape.List(
            "overlaps",
            "What you decided of operations that may be the same",
            Shape.Map(
                "",
                "A decision",
                Shape.Text("legacy", "", "The legacy operation, as `backend:operation`").Required(),
                Shape.Text("modern", "", "The modern one").Required(),
                Shape.Flag("accept", true, "Whether they are one intent"))),
        Shape.Table("approved", "Approved definitions: intent to hash", Shape.Text("", "", "The hash")),
        Demote,
        Limits,
        Shape.Map(
            "memory",
            "How much is remembered",
            Shape.Whole("messages", "40", "Last messages a planner sees").Between(1),
            Shape.Whole("tokens", "8000", "Bound on them").Between(100),
            Shape.Whole("past", "3", "Earlier conversations it sees"),
            Shape.Whole("pastDays", "30", "How old those may be"),
            Shape.Whole("keepDays", "30", "Days after the last message until a conversation is erased").Between(1),
            Shape.Whole("journalDays", "90", "Days until a run that has ended is deleted with its journal").Between(1),
            Shape.Table(
                "tenants",
                "Tenants that keep theirs for another time",
                Shape.Map(
                    "",
                    "A tenant's",
                    Shape.Whole("keepDays", "", "Instead of `memory.keepDays`").Between(1),
                    Shape.Whole("journalDays", "", "Instead of `memory.journalDays`").Between(1)))),
        Shape.Map(
            "confirm",
            "Confirmations",
            Shape.Duration("expires", "10m", "How long one is good"),
            Shape.Duration("recheckAfter", "60s", "Age at which the reads behind it are repeated")),
        Shape.Map("links", "Links in answers", Shape.Texts("allow", "Hosts they may lead to")),
        Shape.Map("mcp", "Intents over MCP", Shape.Flag("exposeIntents", false, "One tool for each visible intent beside `ask`")),
        Shape.List("users", "People known by e-mail", User),
        Shape.Texts("userScopes", "Scopes of asserted people whom `users` does not name"),
        Shape.Text("seed", "banyan", "Seed of the canary's buckets; changing it moves people between sides"),
        Shape.Duration("discoverEvery", "5m", "Time between two askings of a backend that names none"));

    private static Setting Demote => Shape.Map(
        "demote",
        "When the modern side is taken back a stage",
        Shape.Duration("window", "5m", "What is looked at"),
        Shape.Whole("minSamples", "20", "Fewer calls decide nothing").Between(1),
        Shape.Number("errorPoints", "5", "Points of error rate above legacy's"),
        Shape.Number("p95Factor", "2", "Times legacy's p95").Between(1),
        Shape.Share("mismatch", "0.02", "Share of compared reads that differ"),
        Shape.Duration("coolDown", "30m", "Time before the next demotion"));

    private static Setting Limits => Shape.Map(
        "limits",
        "Ceilings",
        Shape.Whole("modelCalls", "4", "Model calls a message"),
        Shape.Whole("tokens", "20000", "Model tokens a message"),
        Shape.Money("usd", "Dollars a message; absent: 0.05"),
        Shape.Whole("steps", "12", "Steps a plan").Between(1),
        Shape.Whole("writes", "8", "Writes a plan"),
        Shape.Whole("depth", "6", "Levels a plan").Between(1),
        Shape.Duration("wall", "60s", "Time a message"),
        Shape.Whole("messagesPerMinute", "30", "Messages a person and minute").Between(1),
        Shape.Whole("queue", "8", "Messages that may wait in a conversation"),
        Shape.Duration("queueWait", "30s", "Time a message may wait"),
        Shape.Word("busy", "queue", "What a message does that finds its conversation at work: waits, or stops the work before its next step and comes then", "queue", "interrupt"));
}
