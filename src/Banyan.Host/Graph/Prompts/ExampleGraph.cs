using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Examples;
using Banyan.GraphQL.Types;
using Banyan.Host.Composing;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph.Prompts;

/// <summary>Examples of prompts, and trying a version with them.</summary>
internal static class ExampleGraph
{
    private const string Write = "prompts:write";
    private const decimal NanosPerUsd = 1_000_000_000;

    private const string Members =
        """
        "The prompt's id or name." promptId: ID!, "The set it belongs to, as smoke." set: String! = "default", "Values of the prompt's variables by name." variables: JSON!,
        "What an answer must be like: {contains: text or texts, regex, schema: JSON Schema}, all that is given; model names the model that is asked." expect: JSON!
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("PromptExampleInput", "An example of a prompt.", Members, fields => fields);
        graph.Object<PromptExample>("PromptExample", "What a prompt is tried with.", Declare);
        graph.Object<ExampleCheck>("PromptCheck", "One thing that was expected of an answer.", type =>
        {
            type.Field("expected: String!", check => check.Expected, "What.");
            type.Field("met: Boolean!", check => check.IsMet, "Whether the answer is so.");
        });
        graph.Object<Trial>("PromptTrial", "How a version did with one example.", DeclareTrial);
        graph.Object<Test>("PromptTest", "How a version did with a set of examples.", DeclareTest);
        graph.Mutation("addPromptExample(input: PromptExampleInput!): PromptExample!", AddAsync, "Adds an example; a set has at most a hundred.").Arg("input", "The example.").Requires(Write);
        graph.Mutation("removePromptExample(id: ID!): Boolean!", RemoveAsync, "Removes an example; false when there is none.").Arg("id", "The example.").Requires(Write);
        graph.Mutation("testPrompt(versionId: ID!, set: String! = \"default\"): PromptTest!", TestAsync, "Asks with every example of a set and scores the answers. Sends, and spends; the key needs the scope chat too.")
            .Arg("versionId", PromptMutations.VersionWords).Arg("set", "The set.").Requires(Write).OwnDeadline();
    }

    /// <summary>Examples of a prompt.</summary>
    public static async ValueTask<IReadOnlyList<PromptExample>> OfAsync(Prompt prompt, FieldContext context) =>
        await context.Get<ExampleBook>().ListAsync(prompt.Tenant, prompt.Id, context.Arg<string?>("set"), context.Cancelled);

    private static void Declare(ObjectBuilder<PromptExample> type)
    {
        type.Field("id: ID!", example => example.Id.ToString("D"), "Stable.");
        type.Field("set: String!", example => example.Set, "The set it belongs to.");
        type.Field("variables: JSON!", example => example.Variables, "Values of the prompt's variables by name.");
        type.Field("expect: JSON!", example => example.Expect, "What an answer must be like.");
        type.Field("createdBy: String!", example => example.CreatedBy, "Who made it.");
        type.Field("createdAt: DateTime!", example => example.CreatedAt, "When.");
    }

    private static void DeclareTrial(ObjectBuilder<Trial> type)
    {
        type.Field("example: PromptExample!", trial => trial.Example, "The example.");
        type.Field("score: Float!", trial => trial.Score, "Share of what was expected that is met, 0 to 1; 0 when nothing was answered.");
        type.Field("checks: [PromptCheck!]!", trial => trial.Checks, "What was expected; empty when nothing was answered.");
        type.Field("response: CompletionResponse", trial => trial.Answer, "What was answered; null when nothing was.");
        type.Field("error: String", trial => trial.Failed is { } failed ? $"{failed.Code}: {failed.Message}" : null, "Why nothing was; null when something was.");
    }

    private static void DeclareTest(ObjectBuilder<Test> type)
    {
        type.Field("version: PromptVersion!", test => test.Version, "The version.");
        type.Field("set: String!", test => test.Set, "The set.");
        type.Field("score: Float!", test => test.Trials.Average(trial => trial.Score), "Mean of the examples' scores, 0 to 1.");
        type.Field("cost: Decimal", test => test.Trials.All(trial => trial.Answer is null or { CostNanoUsd: not null }) ? test.Trials.Sum(trial => trial.Answer?.CostNanoUsd ?? 0) / NanosPerUsd : null, "USD of all answers; null when one has no price.");
        type.Field("trials: [PromptTrial!]!", test => test.Trials, "How it did with each example, in the set's order.");
    }

    private static async ValueTask<PromptExample> AddAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var prompt = PromptGraph.Wanted(context, input.Text("promptId")!);
        var kept = await context.Get<ExampleBook>().AddAsync(PromptMutations.Author(context), prompt.Id, input.Text("set")!, input.Json("variables")!.Value, input.Json("expect")!.Value, context.Cancelled);
        var example = PromptResults.Value(kept, "input");
        await context.AuditAsync("addPromptExample", $"prompt:{prompt.Name}", new(StringComparer.Ordinal) { ["set"] = example.Set, ["example"] = example.Id.ToString("D") });
        return example;
    }

    private static async ValueTask<bool> RemoveAsync(FieldContext context)
    {
        var id = PromptMutations.Id(context, "id");
        var isRemoved = await context.Get<ExampleBook>().RemoveAsync(context.Caller().Tenant, id, context.Cancelled);
        if (isRemoved)
        {
            await context.AuditAsync("removePromptExample", $"example:{id:D}", new(StringComparer.Ordinal));
        }

        return isRemoved;
    }

    private static async ValueTask<Test> TestAsync(FieldContext context)
    {
        var (caller, set) = (context.Caller(), context.Arg<string>("set"));
        var version = await VersionGraph.OneAsync(context, await PromptMutations.VersionIdAsync(context)) ?? throw GraphActs.NotFound("There is no such version.");
        var prompt = PromptGraph.Prompts(context).ByIds(caller.Tenant, [version.PromptId])[version.PromptId];
        var examples = await context.Get<ExampleBook>().ListAsync(caller.Tenant, prompt.Id, set, context.Cancelled);
        if (examples.Count == 0)
        {
            throw GraphActs.NotFound($"The prompt '{prompt.Name}' has no examples in the set '{set}'.");
        }

        var trials = await context.Get<PromptTrials>().RunAsync(caller, "graphql", $"{prompt.Name}:{version.Number}", examples, context.Cancelled);
        if (trials.FirstOrDefault(trial => trial.Failed?.Kind == FailureKind.NotAllowed) is { Failed: { } denied })
        {
            throw new RefusedException(denied);
        }

        var test = new Test(version, set, trials);
        await context.AuditAsync("testPrompt", $"prompt:{prompt.Name}:{version.Number}", new(StringComparer.Ordinal) { ["set"] = set, ["score"] = trials.Average(trial => trial.Score).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) });
        return test;
    }

    private sealed record Test(PromptVersion Version, string Set, IReadOnlyList<Trial> Trials);
}
