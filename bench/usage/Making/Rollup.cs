namespace Banyan.UsageBench.Making;

/// <summary>A kind of rows that add up the whole ledger.</summary>
/// <param name="From">The table and which of its rows.</param>
/// <param name="Figures">Columns whose sums the ledger has, too.</param>
internal sealed record Rollup(string From, IReadOnlyList<string> Figures)
{
    private const string Attempts = "attempts + adjusted", Requests = "requests", Calls = "calls";
    private static readonly string[] Spans = ["hour", "day"], UserSpans = ["day", "week"];
    private static readonly string[] Told = ["all", "service", "feature", "team", "model_id", "provider_id", "api_key_id"], Timed = ["all", "service", "feature", "model_id"];
    private static readonly string[] Places = [Attempts, Requests, Calls, "total_tokens", "cost_nusd", "saved_nusd"];

    public static IReadOnlyList<string> Tables { get; } = ["usage_rollups", "usage_totals", "usage_latencies", "usage_users", "usage_margins", "usage_margin_latencies"];

    public static IReadOnlyList<Rollup> All { get; } =
    [
        .. Spans.SelectMany(span => new[] { Sums("usage_rollups", span), Sums("usage_totals", span), Times("usage_latencies", span, "") }),
        .. UserSpans.Select(span => new Rollup($"usage_users WHERE granularity = '{span}'", [Requests, .. Places[3..]])),
        .. from span in Spans from told in Told select Sums("usage_margins", $"{span}' AND dimension = '{told}"),
        .. from span in Spans from told in Timed select Times("usage_margin_latencies", span, $" AND dimension = '{told}'"),
    ];

    /// <summary>Where the ledger's sums have a figure.</summary>
    public static int Place(string figure) => Array.IndexOf(Places, figure);

    private static Rollup Sums(string table, string span) => new($"{table} WHERE granularity = '{span}'", [Attempts, .. Places[3..]]);

    private static Rollup Times(string table, string span, string more) => new($"{table} WHERE granularity = '{span}'{more}", [Calls]);
}
