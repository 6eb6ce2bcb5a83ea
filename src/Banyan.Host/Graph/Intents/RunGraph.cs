using System.Globalization;
using System.Text.Json;
using Banyan.GraphQL.Types;
using Banyan.Intents;
using Banyan.Intents.Running.Journal;

namespace Banyan.Host.Graph.Intents;

/// <summary>Runs of plans: what a person's message became.</summary>
internal static class RunGraph
{
    /// <summary>What a caller needs to talk with the backends.</summary>
    public const string Run = "intents:run";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum(
            "RunStatus",
            "Where a run stands.",
            ("PLANNED", "Its plan is made."),
            ("AWAITING_CONFIRMATION", "It waits for a yes."),
            ("RUNNING", "Steps are under way."),
            ("SUCCEEDED", "All was done."),
            ("PARTIAL", "Some of it was done."),
            ("FAILED", "It was not done."),
            ("CANCELLED", "It was stopped."),
            ("EXPIRED", "Nobody said yes in time."));
        graph.Object<RunView>("IntentRun", "What a message became.", Declare);
        graph.Object<StepView>("RunStep", "One step of a plan.", DeclareStep);
        graph.QueryConnection<RunView>("runs(\"Only of this conversation.\" conversationId: ID, \"Only those that stand so.\" status: RunStatus): IntentRun!", PageAsync, "The person's runs, newest first.").Requires(Run);
        graph.Query("run(id: ID!): IntentRun", FindAsync, "One of the person's runs; null when the person has none such.").Arg("id", "The run.").Requires(Run);
    }

    /// <summary>A run of the person as it stands; null when there is none.</summary>
    public static async ValueTask<RunView?> ReadAsync(FieldContext context, string id) =>
        await context.Get<IntentViews>().RunAsync(context.Subject(), id, withValues: true, context.Cancelled) is { } run ? new RunView(run) : null;

    private static void Declare(ObjectBuilder<RunView> type)
    {
        type.Key(
            "id",
            async (ids, context) =>
            {
                var found = new List<RunView>();
                foreach (var id in ids)
                {
                    if (await ReadAsync(context, id) is { } run)
                    {
                        found.Add(run);
                    }
                }

                return found;
            },
            run => run.Id);
        type.Requires(Run);
        type.Field("id: ID!", run => run.Id, "Its id.");
        type.Field("conversationId: ID!", run => run.Text("conversationId"), "The conversation it belongs to.");
        type.Field("status: RunStatus!", run => run.Text("status")!.ToUpperInvariant(), "Where it stands.");
        type.Field("plan: JSON", run => run.Json.GetProperty("plan"), "The checked plan; null before there is one.");
        type.Field("steps: [RunStep!]!", run => run.Json.GetProperty("steps").EnumerateArray().Select(step => new StepView(step)), "Its steps, in the plan's order.");
        type.Field("confirmation: JSON", run => run.Maybe("confirmation"), "What it waits for a yes to: id, text, steps, expiresAt; null when for nothing.");
        type.Field("answer: String", run => run.Maybe("answer") is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("text", out var text) ? text.GetString() : null, "The words of its last answer; null before one.");
        type.Field("result: JSON", run => run.Maybe("answer"), "Its last answer whole; null before one.");
        type.Field("clarify: JSON", run => run.Maybe("answer") is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("clarify", out var asked) && asked.ValueKind == JsonValueKind.Object ? asked : null, "What its last answer asks back: question, missing, candidates; null when nothing.");
        type.Field("cost: Decimal!", run => decimal.Parse(run.Text("usd") ?? "0", CultureInfo.InvariantCulture), "USD its model calls cost.");
        type.Field("llmCalls: Int!", run => run.Json.GetProperty("modelCalls").GetInt32(), "Model calls it took.");
        type.Field("planner: String", run => run.Planned("planner"), "Who made the plan: model, lexical, or direct for an intent asked for by name; null before there is one.");
        type.Field("plannerReason: String", run => run.Planned("plannerReason"), "Why that planner, where it is not the configured one.");
        type.Field("catalogueVersion: ID", run => run.Planned("catalogueVersion"), "The catalogue the plan is pinned to.");
        type.Field("startedAt: DateTime!", run => run.Json.GetProperty("createdAt").GetDateTimeOffset(), "When the message came.");
        type.Field("endedAt: DateTime", run => run.Maybe("endedAt")?.GetDateTimeOffset(), "When it ended; null while something is still to come.");
    }

    private static void DeclareStep(ObjectBuilder<StepView> type)
    {
        type.Field("id: ID!", step => step.Text("id"), "Its id within the plan.");
        type.Field("intent: String!", step => step.Text("intent"), "Key of its intent.");
        type.Field("status: String!", step => step.Text("status"), "pending, blocked, skipped, denied, running, succeeded, failed, unknown_outcome or compensated.");
        type.Field("backend: String", step => step.Text("backend"), "Who was asked; null when nobody.");
        type.Field("generation: Generation", step => step.Text("generation")?.ToUpperInvariant(), "Which world answered.");
        type.Field("condition: JSON", step => step.Maybe("condition"), "Its condition with value and evidence.");
        type.Field("code: String", step => step.Text("code"), "Code of its problem; null when there is none.");
        type.Field("detail: String", step => step.Text("detail"), "What the problem is, safe to show.");
        type.Field("request: JSON", step => step.Maybe("request"), "What was sent, in the intent's names; null when nothing was, and on events.");
        type.Field("response: JSON", step => step.Maybe("response"), "What came, in the intent's names and without secret fields; null when nothing did, and on events.");
        type.Field("error: JSON", step => step.Problem, "Code and detail of its problem; null when there is none.");
        type.Field("guards: JSON!", step => step.Json.TryGetProperty("guards", out var guards) ? guards : (object)Array.Empty<object>(), "What the guard rails decided, in order.");
        type.Field("ms: Int", step => step.Json.TryGetProperty("ms", out var ms) ? ms.GetInt32() : null, "The backend's milliseconds.");
    }

    private static async ValueTask<GraphConnection<RunView>> PageAsync(GraphPage page, FieldContext context)
    {
        var runs = await context.Get<IntentViews>().RunsAsync(context.Subject(), new RunFilter(context.Arg<string?>("conversationId"), context.Arg<string?>("status")?.ToLowerInvariant()), page.After, page.Size + 1, context.Cancelled);
        return page.Cut([.. runs.Select(run => new RunView(run))], run => run.Id);
    }

    private static ValueTask<RunView?> FindAsync(FieldContext context) => ReadAsync(context, context.Arg<string>("id"));
}
