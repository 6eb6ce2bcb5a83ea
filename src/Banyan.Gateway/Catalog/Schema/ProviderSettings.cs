namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The section <c>providers</c>.</summary>
internal static class ProviderSettings
{
    private static readonly Setting Key = Shape.Map(
        "",
        "A key",
        Shape.Text("name", "", "Its name, unique within the provider").Required(),
        Shape.Secret("ref", "Where its value lies: `env:NAME`, `file:/path` or `${NAME}`").Required(),
        Shape.Whole("weight", "1", "Its share of the load relative to the other keys").Between(1, 1000),
        Shape.Texts("services", "Services that own it and are served by it first; empty: shared"),
        Shape.Flag("enabled", true, "Whether it is used"));

    private static readonly Setting Timeouts = Shape.Map(
        "timeouts",
        "How long the phases of an attempt may take",
        Shape.Duration("connect", "5s", "DNS, TCP and TLS"),
        Shape.Duration("firstToken", "30s", "Streams: from sending the ask to the first content frame"),
        Shape.Duration("firstTokenReasoning", "300s", "The same for models that can `reasoning`"),
        Shape.Duration("idle", "30s", "Streams: between frames, keep-alives not counted"),
        Shape.Duration("total", "300s", "The whole attempt"));

    private static readonly Setting Provider = Shape.Map(
        "",
        "A provider",
        Shape.Text("type", "", "Kind or built-in provider, see the list below; absent: the provider's own name"),
        Shape.Address("baseUrl", "", "Where it is; absent: the address of the built-in provider"),
        Shape.Secret("apiKey", "Its only key: `${VAR}`, `${VAR:-}`, `env:NAME` or `file:/path`; a variable that is absent or empty leaves the provider UNCONFIGURED"),
        Shape.List("keys", "Several keys, in place of `apiKey`", Key),
        Shape.Whole("priority", "100", "Tie-break between equal candidates, lower first"),
        Shape.Word("trust", "", "Whether it runs inside the operator's own walls; absent: as the built-in provider says, else external", "internal", "external"),
        Shape.Flag("enabled", true, "Whether it is used at all"),
        Shape.Flag("draining", false, "Whether it gets no new exchange while those that run go on"),
        Shape.Duration("timeout", "", "Short form of `timeouts.firstToken` and `timeouts.idle`"),
        Timeouts,
        Shape.Map(
            "limits",
            "What may be sent to it",
            Shape.Whole("requestsPerMinute", "", "Attempts per minute; absent: no bound").Between(1),
            Shape.Whole("tokensPerMinute", "", "Prompt and completion tokens per minute; absent: no bound").Between(1),
            Shape.Whole("concurrent", "", "Attempts in flight at once; absent: no bound").Between(1)),
        Shape.Map(
            "dataTerms",
            "What the provider promises about data; services that demand it are answered by nobody else",
            Shape.Flag("noTraining", false, "It does not train on what it is sent"),
            Shape.Duration("retention", "", "How long it keeps what it is sent").Between(0),
            Shape.Text("region", "", "Where it processes data, as `eu` or `eu-west-1`")),
        Shape.Texts("dialects", "Languages it speaks, first the one to translate to; absent: as its kind"),
        Shape.Text("quirkSet", "", "The built-in provider whose quirks it has, as `vllm` or `groq`"),
        Shape.Table("quirks", "Named quirks over those of the set, see the list below", Shape.Text("", "", "A value of the quirk")));

    public static Setting Providers { get; } = Shape.Table("providers", "Who serves models, by name; the provider `mock` is always there", Provider) with { HasLooseNames = true };
}
