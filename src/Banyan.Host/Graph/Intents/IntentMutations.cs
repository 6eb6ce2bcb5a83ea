using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Intents;
using Banyan.Intents.Running;
using Banyan.Intents.Settings.Deciding;
using Banyan.Wire;

namespace Banyan.Host.Graph.Intents;

/// <summary>What operators decide while it runs; in force on every node within two seconds, kept over restarts, written to the audit log.</summary>
internal static class IntentMutations
{
    private const string Write = "intents:decide";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Mutation("setIntentStage(key: ID!, stage: MigrationStage!, canaryPercent: Float, reason: String!): Intent!", SetStageAsync, "Moves an intent to a stage.")
            .Arg("key", "The intent.").Arg("stage", "Where to.").Arg("canaryPercent", "Share of people on the new side, 0 to 100: with CANARY and only with it.").Arg("reason", "Why, 1 to 500 characters.")
            .Requires(Write);
        graph.Mutation("decideOverlap(id: ID!, accept: Boolean!): OverlapProposal!", DecideAsync, "Decides whether two operations are one intent.")
            .Arg("id", "The proposal.").Arg("accept", "Whether they are.").Requires(Write);
        graph.Mutation("approveIntentChange(key: ID!): Intent!", ApproveAsync, "Lets a definition serve that waits for an operator.").Arg("key", "The intent.").Requires(Write);
        graph.Mutation(
            "resolveOutcome(runId: ID!, stepId: ID!, happened: Boolean!, reason: String!): IntentRun!", ResolveAsync, "Says of a write that ended as unknown_outcome whether it was done, after somebody looked. Nothing is sent.")
            .Arg("runId", "The run, whosever of the tenant it is.").Arg("stepId", "Its step.").Arg("happened", "Whether it was done.").Arg("reason", "Why, 1 to 500 characters.").Requires(Write);
        graph.Mutation("discoverBackends(names: [String!]): [Backend!]!", Discover, "Asks every backend and directory again soon, and gives what is known now.").Arg("names", "Only these are given; all when left out.").Requires("catalog:write");
    }

    private static async ValueTask<OperatorIntent> SetStageAsync(FieldContext context)
    {
        var (key, stage) = (context.Arg<string>("key"), context.Arg<string>("stage").Replace('_', '-').ToLowerInvariant());
        return await DecidedAsync(context, key, await Decisions(context).SetStageAsync(context.Caller(), key, stage, context.Arg<double?>("canaryPercent"), context.Arg<string>("reason"), context.Cancelled));
    }

    private static async ValueTask<OperatorOverlap> DecideAsync(FieldContext context)
    {
        var id = context.Arg<string>("id");
        if (await Decisions(context).DecideOverlapAsync(context.Caller(), id, context.Arg<bool>("accept"), context.Cancelled) is { } failure)
        {
            throw new RefusedException(failure);
        }

        return context.Get<OperatorViews>().Overlaps().FirstOrDefault(one => one.Id == id) ?? throw GraphActs.NotFound("The proposal is gone: its backend changed meanwhile.");
    }

    private static async ValueTask<OperatorIntent> ApproveAsync(FieldContext context)
    {
        var key = context.Arg<string>("key");
        return await DecidedAsync(context, key, await Decisions(context).ApproveAsync(context.Caller(), key, context.Cancelled));
    }

    private static async ValueTask<RunView> ResolveAsync(FieldContext context)
    {
        var (run, step, happened, reason) = (context.Arg<string>("runId"), context.Arg<string>("stepId"), context.Arg<bool>("happened"), context.Arg<string>("reason"));
        var (resolved, failure) = await context.Get<OutcomeDecision>().DecideAsync(context.Caller(), (run, step, happened), reason, context.Cancelled);
        if (failure is not null)
        {
            throw new RefusedException(failure);
        }

        await context.AuditAsync("resolveOutcome", $"run:{run}", new Dictionary<string, string?>(StringComparer.Ordinal) { ["step"] = step, ["happened"] = happened ? "true" : "false", ["reason"] = reason });
        return new RunView(resolved!.Value);
    }

    private static IReadOnlyList<OperatorBackend> Discover(FieldContext context)
    {
        context.Get<IntentViews>().Rediscover();
        var names = context.Args<string>("names");
        return [.. context.Get<OperatorViews>().Backends().Where(one => names.Count == 0 || names.Contains(one.Name, StringComparer.Ordinal))];
    }

    private static ValueTask<OperatorIntent> DecidedAsync(FieldContext context, string key, Failure? failure) =>
        failure is not null
            ? throw new RefusedException(failure)
            : ValueTask.FromResult(context.Get<OperatorViews>().Intent(context.Caller().Tenant, key) ?? throw GraphActs.NotFound($"The intent '{key}' is gone: its backend changed meanwhile."));

    private static IntentDecisions Decisions(FieldContext context) => context.Get<IntentDecisions>();
}
