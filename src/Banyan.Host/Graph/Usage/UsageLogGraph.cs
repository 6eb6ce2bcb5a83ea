using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Wire.Usage;

namespace Banyan.Host.Graph.Usage;

/// <summary>The ledger, row by row.</summary>
internal static class UsageLogGraph
{
    private const decimal NanosPerUsd = 1_000_000_000;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<Outcome>(
            "Outcome",
            "How an attempt ended.",
            (Outcome.Succeeded, "The answer is whole."),
            (Outcome.Cancelled, "The caller left."),
            (Outcome.Failed, "The provider failed."),
            (Outcome.TimedOut, "It took too long."),
            (Outcome.Refused, "It was refused before it was sent, or by the provider."),
            (Outcome.Truncated, "The stream was cut after content."),
            (Outcome.Lost, "The process ended in its midst; tokens are estimated."),
            (Outcome.Cached, "A cache answered."),
            (Outcome.Adjusted, "Somebody corrected the cost of another row."),
            (Outcome.Running, "It has not ended."));
        graph.Enum("UsageSource", "Where token counts come from.", ("REPORTED", "From the provider."), ("ESTIMATED", "From the documented estimator."));
        graph.Object<TokenUsage>("TokenUsage", "Tokens of an attempt.", DeclareTokens);
        graph.Object<UsageRow>("UsageRecord", "One attempt, never changed once written.", Declare);
        graph.Input(
            "TimeRange", "From an instant on, up to and without another.", "\"The first instant.\" from: DateTime!, \"The instant after the last.\" to: DateTime!",
            fields => new UsageRange(fields.Get<DateTimeOffset>("from"), fields.Get<DateTimeOffset>("to")));
        graph.Input("UsageFilter", "Which attempts; what is left out asks for nothing in particular, all that is given must fit.", FilterFields, Filter);
        graph.QueryConnection<UsageRow>("usageLog(\"Which attempts; all when left out.\" filter: UsageFilter): UsageRecord!", PageAsync, "Attempts of the tenant, newest first; without usage:read, of one's own service.").Requires(UsageSight.Own);
    }

    private const string FilterFields =
        """
        "Calling applications." services: [String!], "End users." users: [String!], "Features." features: [String!], "Teams." teams: [String!],
        "Models by full name." models: [String!], "How they ended." outcomes: [Outcome!], "When they began." range: TimeRange
        """;

    private static void DeclareTokens(ObjectBuilder<TokenUsage> type)
    {
        type.Field("promptTokens: Long!", usage => usage.Prompt, "Everything that went in, cached and audio included.");
        type.Field("completionTokens: Long!", usage => usage.Completion, "Everything that came out, reasoning and audio included.");
        type.Field("totalTokens: Long!", usage => usage.Total, "Both.");
        type.Field("cachedReadTokens: Long!", usage => usage.CacheRead, "Input read from the provider's prompt cache.");
        type.Field("cacheWriteTokens: Long!", usage => usage.CacheWrite5m + usage.CacheWrite1h, "Input written to it.");
        type.Field("reasoningTokens: Long!", usage => usage.Reasoning, "Output that was thinking.");
        type.Field("audioTokens: Long!", usage => usage.AudioIn + usage.AudioOut, "Audio in and out.");
    }

    private static void Declare(ObjectBuilder<UsageRow> type)
    {
        type.Field("id: ID!", row => row.Id.ToString("D"), "Identity of the attempt.");
        type.Field("requestId: ID!", row => row.RequestId.ToString("D"), "The exchange; its x-request-id.");
        type.Field("attempt: Int!", row => row.AttemptNo, "Position within the exchange, from 1.");
        type.Field("at: DateTime!", row => row.OccurredAt, "When it began.");
        type.Field("service: String!", row => row.Service, "The calling application.");
        type.Field("userId: String", row => row.UserId, "The end user; null when none was named.");
        type.Field("feature: String", row => row.Feature, "The caller's name for the use.");
        type.Field("team: String", row => row.Team, "The caller's team.");
        type.Field("door: String!", row => row.Door, "The door it came through; report for one that was told afterwards.");
        type.Field("provider: String", row => row.Provider, "Who was asked; null when nobody was reached.");
        type.Field("model: String", row => row.Model, "The model by full name; null when none was reached.");
        type.Field("outcome: Outcome!", row => row.Outcome, "How it ended.");
        type.Field("usage: TokenUsage!", row => row.Usage, "Its tokens.");
        type.Field("cost: Decimal", row => Usd(row.CostNanoUsd), "USD; null when the model has no price: unknown, never zero.");
        type.Field("savedCost: Decimal!", row => Usd(row.SavedNanoUsd), "USD a cache saved.");
        type.Field("source: UsageSource!", row => row.IsEstimated ? "ESTIMATED" : "REPORTED", "Where the counts come from.");
        type.Field("priceId: ID", row => row.PriceId, "The price row it was made with.");
        type.Field("failure: String", row => row.FailureCode, "Stable code of its failure; null when it did not fail.");
        type.Field("latencyMs: Int!", row => row.LatencyMs, "Milliseconds from start to end.");
        type.Field("ttftMs: Int", row => row.TtftMs, "Milliseconds to the first content; null when none came.");
    }

    private static async ValueTask<GraphConnection<UsageRow>> PageAsync(GraphPage page, FieldContext context)
    {
        var query = context.Seen(context.Has("filter") ? context.Arg<UsageQuery?>("filter") : null);
        var read = await context.Get<IUsageLog>().PageAsync(
            query with { First = page.Size, After = Cursor.Read(page.After) }, context.Cancelled);
        return new GraphConnection<UsageRow>(read.Rows, row => Cursor.Of(row.OccurredAt, row.Id)) { HasNextPage = read.HasMore, HasPreviousPage = page.After is not null };
    }

    private static UsageQuery Filter(InputFields fields) => new()
    {
        Tenant = "",
        Services = fields.List<string>("services"),
        Users = fields.List<string>("users"),
        Features = fields.List<string>("features"),
        Teams = fields.List<string>("teams"),
        Models = fields.List<string>("models"),
        Outcomes = fields.List<Outcome>("outcomes"),
        From = fields.Get<UsageRange>("range")?.From,
        To = fields.Get<UsageRange>("range")?.To,
    };

    private static object? Usd(long? nanos) => nanos is { } some ? some / NanosPerUsd : null;
}
