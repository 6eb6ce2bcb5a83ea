using Banyan.Gateway.Completions;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Conversations;
using Banyan.Host.Graph.Door;
using Banyan.Host.Graph.Prompts;

namespace Banyan.Host.Graph.Completions;

/// <summary>Completions as they are written down: who asked, how it was routed, every attempt, what it cost.</summary>
internal static class CompletionGraph
{
    private const string Usage = "usage:read", Read = $"{ConversationGraph.Chat}|{Usage}";
    private const int MostExecutions = 200;
    private const decimal NanosPerUsd = 1_000_000_000;

    public static void AddTo(GraphBuilder graph)
    {
        CompletionMutations.AddTo(graph);
        graph.Object<UsageRow>("Attempt", "One call of one provider.", DeclareAttempt);
        graph.Object<CompletionEnd>("CompletionEnd", "How a completion was answered.", DeclareEnd);
        graph.Object<CompletionFault>("CompletionError", "What went wrong with a completion.", DeclareFault);
        graph.Object<CompletionRow>("Completion", "An exchange as it is written down. Its content stands where the caller had it kept: in its conversation, or for a day behind its idempotency key.", Declare);
        graph.Query("completion(id: ID!): Completion", FindAsync, "One exchange; null when the caller may see none such.").Arg("id", "Its x-request-id.").Requires(Read);
        graph.QueryConnection<CompletionRow>(
            "completions(\"Which; all when left out.\" filter: UsageFilter, \"Text that door, feature, model, user, service, error code or trace contain.\" search: String): Completion!",
            PageAsync,
            "Exchanges, newest first: the tenant's for keys with usage:read, else the caller's own.").Requires(Read);
        graph.Subscription("requestTail(filter: UsageFilter): Completion!", Tail, "Exchanges as they end, on whichever node, a second or two later; when they began is not looked at.").Arg("filter", "Which; all when left out.").Requires(Read);
    }

    private static IAsyncEnumerable<CompletionRow> Tail(FieldContext context) => context.Get<RequestFeed>().ReadAsync(Wanted(context), context.Cancelled);

    private static void Declare(ObjectBuilder<CompletionRow> type)
    {
        type.Key("id", FindManyAsync, row => row.Id.ToString("D"));
        type.Requires(Read);
        type.Field("id: ID!", row => row.Id.ToString("D"), "Its x-request-id.");
        type.Field("at: DateTime!", row => row.At, "When it arrived.");
        type.Field("door: String!", row => row.Door, "Which door it came through.");
        type.Field("service: String!", row => row.Service, "The calling application.");
        type.Field("userId: String", row => row.User, "The end user.");
        type.Field("feature: String", row => row.Feature, "The caller's name for the use.");
        type.Field("team: String", row => row.Team, "The caller's team.");
        type.Field("tags: [String!]!", row => row.Tags, "The caller's words for it.");
        type.Field("metadata: JSON", row => TalkJson.Of(row.Metadata), "What the caller noted.");
        type.Field("modelPreference: String!", row => row.ModelPreference, "The model as asked for; empty for the default.");
        type.Field("promptVersion: PromptVersion", (row, context) => VersionGraph.MaybeAsync(context, row.PromptVersionId), "The version that spoke; null when no prompt did.");
        type.Field("variant: String", row => row.Variant, "The experiment's arm.");
        type.Field("conversationId: ID", row => row.ConversationId?.ToString("D"), "The conversation it goes on.");
        type.Field("parentId: ID", row => row.ParentId?.ToString("D"), "The exchange that made it.");
        type.Field("outcome: Outcome!", row => row.Outcome, "How it ended.");
        type.Field("answer: CompletionEnd", row => row.Answer, "How it was answered; null when it was not.");
        type.Field("messages: JSON", KeptContent.MessagesAsync, "What was said before the answer, in the form of OpenAI's chat completions; null when no conversation of the caller keeps it.");
        type.Field("response: CompletionResponse", KeptContent.AnswerAsync, "The whole answer; null when neither a conversation of the caller nor its idempotency key keeps it.");
        type.Field("error: CompletionError", row => row.Fault, "What went wrong; null when nothing did.");
        type.Field("attempts: [Attempt!]!", AttemptsAsync, "Every call of a provider, in order.");
        type.Field("toolExecutions: [ToolExecution!]", ExecutionsAsync, "Calls of tools Banyan ran for it, of all turns, in order; null when the caller may not read them.");
        type.Batch("score: Float", ScoresAsync, "Mean of the scores given to it, 0 to 1; null when none were.");
        type.Field("traceId: String", row => row.TraceId, "Its trace.");
    }

    private static void DeclareEnd(ObjectBuilder<CompletionEnd> type)
    {
        type.Field("provider: String", end => end.Provider, "Who answered.");
        type.Field("model: String", end => end.Model, "Full name of the model that answered.");
        type.Field("finishReason: String", end => end.Finish, "Why it finished; null when nobody here read the answer.");
        type.Field("promptTokens: Long!", end => end.PromptTokens, "Input tokens of all attempts.");
        type.Field("completionTokens: Long!", end => end.CompletionTokens, "Output tokens of all attempts.");
        type.Field("latencyMs: Int!", end => end.LatencyMs, "Milliseconds to the last byte.");
        type.Field("ttftMs: Int", end => end.TtftMs, "Milliseconds to the first content.");
        type.Field("overheadUs: Long!", end => end.OverheadUs, "What Banyan itself took, in microseconds.");
        type.Field("cost: Decimal", end => end.CostNanoUsd / NanosPerUsd, "USD of all attempts; null when it is not known.");
        type.Field("cached: Boolean!", end => end.IsCached, "Whether it came from the cache.");
        type.Field("decision: RouteDecision", end => end.Decision, "How the route was found.");
    }

    private static void DeclareFault(ObjectBuilder<CompletionFault> type)
    {
        type.Field("code: String!", fault => fault.Code, "The stable word.");
        type.Field("message: String!", fault => fault.Message, "What the caller was told.");
        type.Field("retries: Int!", fault => fault.Retries, "Attempts after the first.");
        type.Field("provider: String", fault => fault.Provider, "The last provider tried.");
        type.Field("model: String", fault => fault.Model, "The last model tried.");
    }

    private static void DeclareAttempt(ObjectBuilder<UsageRow> type)
    {
        type.Field("number: Int!", row => row.AttemptNo, "Position within the exchange, from 1.");
        type.Field("provider: String", row => row.Provider, "Who was asked.");
        type.Field("model: String", row => row.Model, "The model by full name.");
        type.Field("credential: String", row => row.Credential, "Name of the provider's key it was sent with; null when it needs none.").Requires("catalog:read");
        type.Field("startedAt: DateTime!", row => row.OccurredAt, "When it began.");
        type.Field("ttftMs: Int", row => row.TtftMs, "Milliseconds to the first content.");
        type.Field("latencyMs: Int!", row => row.LatencyMs, "Milliseconds from start to end.");
        type.Field("outcome: Outcome!", row => row.Outcome, "How it ended.");
        type.Field("failure: String", row => row.FailureCode, "Stable code of its failure.");
        type.Field("httpStatus: Int", row => row.HttpStatus == 0 ? null : row.HttpStatus, "The provider's status; null when none came.");
        type.Field("usage: TokenUsage!", row => row.Usage, "Its tokens.");
        type.Field("cost: Decimal", row => row.CostNanoUsd / NanosPerUsd, "USD; null when the model has no price.");
        type.Field("hedge: Boolean!", row => row.IsHedge, "Whether it ran beside another and lost.");
    }

    private static async ValueTask<CompletionRow?> FindAsync(FieldContext context) => await OneAsync(context.Arg<string>("id"), context);

    private static async ValueTask<IReadOnlyList<CompletionRow>> FindManyAsync(IReadOnlyList<string> ids, FieldContext context)
    {
        var found = new List<CompletionRow>();
        foreach (var id in ids)
        {
            if (await OneAsync(id, context) is { } row)
            {
                found.Add(row);
            }
        }

        return found;
    }

    private static async ValueTask<CompletionRow?> OneAsync(string text, FieldContext context)
    {
        var caller = context.Caller();
        var row = Guid.TryParse(text, out var id) ? await context.Get<ICompletionStore>().FindAsync(caller.Tenant, id, context.Cancelled) : null;
        return row is not null && (row.Service == caller.Service || caller.Grants.May(Usage)) ? row : null;
    }

    private static CompletionQuery Wanted(FieldContext context)
    {
        var caller = context.Caller();
        var filter = (context.Has("filter") ? context.Arg<UsageQuery?>("filter") : null) ?? new UsageQuery { Tenant = "" };
        return new CompletionQuery(caller.Tenant)
        {
            Services = caller.Grants.May(Usage) ? filter.Services : [caller.Service],
            Users = filter.Users,
            Features = filter.Features,
            Teams = filter.Teams,
            Models = filter.Models,
            Outcomes = filter.Outcomes,
            From = filter.From,
            Until = filter.To,
        };
    }

    private static async ValueTask<GraphConnection<CompletionRow>> PageAsync(GraphPage page, FieldContext context)
    {
        var query = Wanted(context) with
        {
            Search = context.Arg<string?>("search"),
            After = Cursor.Read(page.After) is { } place ? new CompletionPlace(place.At, place.Id) : null,
            First = page.Size + 1,
        };
        return page.Cut(await context.Get<ICompletionStore>().ListAsync(query, context.Cancelled), row => Cursor.Of(row.At, row.Id));
    }

    private static async ValueTask<IReadOnlyList<ToolExecution>?> ExecutionsAsync(CompletionRow row, FieldContext context)
    {
        if (row.Service != context.Caller().Service && !context.Caller().Grants.May("tools:log"))
        {
            return null;
        }

        var found = await context.Get<IToolLog>().ListAsync(new ToolLogQuery(row.Tenant, MostExecutions) { RequestId = row.Id, WithTurns = true }, context.Cancelled);
        return [.. found.Reverse()];
    }

    private static async ValueTask<IReadOnlyList<double?>> ScoresAsync(IReadOnlyList<CompletionRow> rows, FieldContext context)
    {
        var found = await context.Get<IPromptRecords>().ScoresAsync(context.Caller().Tenant, [.. rows.Select(row => row.Id).Distinct()], context.Cancelled);
        return [.. rows.Select(row => found.TryGetValue(row.Id, out var score) ? score : (double?)null)];
    }

    private static async ValueTask<IReadOnlyList<UsageRow>> AttemptsAsync(CompletionRow row, FieldContext context) =>
        await context.Get<IUsageStore>().OfRequestAsync(row.Tenant, row.Id, context.Cancelled);
}
