using System.Text.Json;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Host.Graph.Usage;
using Banyan.Intents;

namespace Banyan.Host.Graph.Intents;

/// <summary>The migration board: where each intent stands, and what keeps it from the next stage.</summary>
internal static class BoardGraph
{
    private const string Windows = "The time it looks back: TODAY (24 hours), LAST_7_DAYS or LAST_30_DAYS; no other.";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<BoardRow>("MigrationRow", "One intent on the board.", type =>
        {
            type.Field("intent: Intent", (row, context) => context.Get<OperatorViews>().Intent(context.Caller().Tenant, row.Text("intent") ?? ""), "The intent; null when it is not offered any more.");
            type.Field("key: ID!", row => row.Text("intent"), "Key of the intent.");
            type.Field("stage: String!", row => row.Text("stage"), "The stage in force, as canary:25.");
            type.Field("demotion: String", row => row.Text("demotion"), "Why the figures took it back a stage; null when they did not.");
            type.Field("demand30d: Long!", row => row.Json.GetProperty("demand30d").GetInt64(), "Messages of thirty days that asked for it.");
            type.Field("messages: Long!", row => row.Json.GetProperty("messages").GetInt64(), "Messages of the window.");
            type.Field("users: Long!", row => row.Json.GetProperty("users").GetInt64(), "Different people of the window.");
            type.Field("users30d: Long!", row => row.Json.GetProperty("users30d").GetInt64(), "Different people of thirty days.");
            type.Field("fallbacks: Long!", row => row.Json.GetProperty("fallbacks").GetInt64(), "Calls of the window that stood in for the preferred side.");
            type.Field("modernShare: Float!", row => row.Json.GetProperty("modernShare").GetDouble(), "Share of calls the new side answered, 0 to 1.");
            type.Field("compared: Long!", row => row.Json.GetProperty("compared").GetInt64(), "Reads that were compared.");
            type.Field("mismatchRate: Float", row => row.Number("mismatchRate"), "Share of compared reads that differ; null when none was compared.");
            type.Field("mismatchFields: [String!]!", row => row.Texts("mismatchFields"), "Fields that differ, most frequent first.");
            type.Field("noiseFields: [String!]!", row => row.Texts("noiseFields"), "Fields the legacy side answers differently each time; they are no mismatch.");
            type.Field("errorRate: Float!", row => row.Json.GetProperty("errorRate").GetDouble(), "Share of the new side's calls that failed.");
            type.Field("p95LatencyMs: Int!", row => row.Json.GetProperty("p95LatencyMs").GetInt32(), "Milliseconds in which the new side answers 95 % of calls; 0 without calls.");
            type.Field("legacyP95Ms: Int", row => row.Number("legacyP95Ms") is { } ms ? (int)ms : null, "The same of the legacy side.");
            type.Field("legacyErrorRate: Float", row => row.Number("legacyErrorRate"), "Share of the legacy side's calls that failed; null without calls.");
            type.Field("ready: Boolean!", row => row.Json.GetProperty("ready").GetBoolean(), "Whether every rule for the next stage is met.");
            type.Field("next: String", row => row.Text("next"), "The stage the rules are about; null when there is none above.");
            type.Field("blockers: [String!]!", row => row.Texts("blockers"), "The rules that are not met, with what is there.");
            type.Field("proposal: String", row => row.Text("proposal"), "The stage the figures propose; null when they propose none.");
            type.Field("effectOfProposal: String", row => row.Text("effectOfProposal"), "What accepting it would do: people and calls a day; null without a proposal.");
            type.Field("row: JSON!", row => row.Json, "Everything the board says of it.");
        });
        graph.Object<JsonElement>("MigrationOverview", "The board whole: rows, what only the legacy system can, overlaps to decide, what waits, what people asked for in vain.", type =>
        {
            type.Field("board: JSON!", board => board, "As GET /intents/v1/board gives it.");
            type.Field("legacyOnly: [String!]!", board => board.GetProperty("legacyOnly").EnumerateArray().Select(item => item.GetString()!), "Intents only the legacy system can do.");
        });
        graph.Object<UnmetRow>("UnmetGroup", "Requests alike in their words that no intent can do.", type =>
        {
            type.Field("words: [String!]!", group => group.Texts("words"), "Their key words, the most frequent first; never personal text.");
            type.Field("messages: Long!", group => group.Json.GetProperty("messages").GetInt64(), "Messages of the window.");
            type.Field("users: Long!", group => group.Json.GetProperty("users").GetInt64(), "Different people who sent them.");
        });
        graph.Query("migration(window: String! = \"24h\"): MigrationOverview!", BoardAsync, "The board whole, over a window.").Arg("window", "The time it looks back: 1h, 24h, 7d or 30d.").Requires("usage:read");
        graph.Query("unmetRequests(period: UsagePeriod!): [UnmetGroup!]!", UnmetAsync, "What people asked for and no intent can do, the most asked for first.").Arg("period", Windows).Requires("usage:read");
        graph.Subscription("migrationChanged: MigrationRow!", context => context.Get<MigrationFeed>().ReadAsync(context.Caller().Tenant, context.Cancelled).Select(row => new BoardRow(row)), "Rows of the tenant's board over a day as their stage, readiness or proposal changes, on whichever node.").Requires("usage:read");
        graph.Query("migrationBoard(period: UsagePeriod!): [MigrationRow!]!", RowsAsync, "The board, as an operator decides by it.")
            .Arg("period", Windows).Requires("usage:read");
    }

    private static async ValueTask<JsonElement> BoardAsync(FieldContext context)
    {
        var window = context.Arg<string>("window");
        return await context.Get<IntentViews>().BoardAsync(context.Caller().Tenant, window, context.Cancelled) ?? throw new CoercionException($"'{window}' is no window: 1h, 24h, 7d or 30d.");
    }

    private static async ValueTask<IReadOnlyList<BoardRow>> RowsAsync(FieldContext context) => [.. (await ListAsync(context, "rows")).Select(row => new BoardRow(row))];

    private static async ValueTask<IReadOnlyList<UnmetRow>> UnmetAsync(FieldContext context) => [.. (await ListAsync(context, "unmet")).Select(group => new UnmetRow(group))];

    /// <summary>A list of the board over the period that was asked for.</summary>
    private static async ValueTask<IEnumerable<JsonElement>> ListAsync(FieldContext context, string name)
    {
        var window = context.Arg<UsagePeriod>("period") switch
        {
            UsagePeriod.Today => "24h",
            UsagePeriod.Last7Days => "7d",
            UsagePeriod.Last30Days => "30d",
            UsagePeriod.Yesterday or UsagePeriod.ThisWeek or UsagePeriod.ThisMonth or UsagePeriod.LastMonth or UsagePeriod.Last90Days or UsagePeriod.Custom =>
                throw new CoercionException("The board looks back over TODAY (24 hours), LAST_7_DAYS or LAST_30_DAYS."),
        };
        return (await context.Get<IntentViews>().BoardAsync(context.Caller().Tenant, window, context.Cancelled))!.Value.GetProperty(name).EnumerateArray();
    }

    private sealed record UnmetRow(JsonElement Json)
    {
        public IEnumerable<string> Texts(string name) => Json.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
    }

    private sealed record BoardRow(JsonElement Json)
    {
        public string? Text(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        public double? Number(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

        public IEnumerable<string> Texts(string name) => Json.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
    }
}
