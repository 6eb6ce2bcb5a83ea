using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Prompts;

/// <summary>Beginning, ramping and ending experiments. Each act is written to the audit log.</summary>
internal static class ExperimentMutations
{
    private const string Write = "prompts:write", Publish = "prompts:publish";

    private const string Members =
        """
        "The prompt's id or name." promptId: ID!, "Its name." name: String!, "Who always gets the same arm." unit: ExperimentUnit!, "One runs in each layer of a prompt." layer: String,
        "Conditions a request must meet." targeting: JSON, "What stops an arm: {errorRatePoints, latencyFactor, costFactor}." guardrails: JSON, "Two to ten arms, one of them the control." variants: [ExperimentVariantInput!]!
        """;

    private const string Arm =
        "\"Its name.\" name: String!, \"What it serves: its id, or its prompt's name and its number.\" versionId: ID!, \"The model it asks, where not the prompt's own.\" model: String, \"Its share, 0 to 1.\" weight: Float!, \"Whether the others are compared with it.\" control: Boolean = false";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("ExperimentVariantInput", "An arm.", Arm, fields => fields);
        graph.Input("ExperimentInput", "An experiment to be made.", Members, fields => fields);
        graph.Mutation("createExperiment(input: ExperimentInput!): Experiment!", CreateAsync, "Makes a draft of one.").Arg("input", "The experiment.").Requires(Write);
        graph.Mutation("startExperiment(id: ID!): Experiment!", StartAsync, "Starts a draft; callers get its arms on every node within two seconds.").Arg("id", ExperimentGraph.Words).Requires(Publish);
        graph.Mutation("setExperimentWeights(id: ID!, weights: JSON!): Experiment!", WeightsAsync, "Gives arms new shares; units move only where an arm gives some up.").Arg("id", ExperimentGraph.Words).Arg("weights", "Shares by arm, 0 to 1.").Requires(Publish);
        graph.Mutation("stopExperiment(id: ID!, promote: String, reason: String): Experiment!", StopAsync, "Ends one, and publishes an arm's version where one is named.")
            .Arg("id", ExperimentGraph.Words).Arg("promote", "The arm whose version shall serve.").Arg("reason", "Why.").Requires(Publish);
    }

    private static async ValueTask<NewVariant> ArmAsync(FieldContext context, InputFields fields) =>
        new(fields.Text("name")!, await PromptMutations.VersionIdAsync(context, fields.Text("versionId")!), fields.Float("weight")!.Value)
        {
            Model = fields.Text("model"),
            IsControl = fields.Bool("control") ?? false,
        };

    private static async ValueTask<Experiment> CreateAsync(FieldContext context)
    {
        var (input, arms) = (context.Arg<InputFields>("input"), new List<NewVariant>());
        foreach (var arm in input.List<InputFields>("variants"))
        {
            arms.Add(await ArmAsync(context, arm));
        }

        var made = new NewExperiment(PromptGraph.Wanted(context, input.Text("promptId")!).Id, input.Text("name")!, input.Get<ExperimentUnit>("unit"), arms)
        {
            Layer = input.Text("layer"),
            Targeting = input.Json("targeting"),
            Guardrails = input.Json("guardrails"),
        };
        return await DoneAsync(context, "createExperiment", await Experiments(context).CreateAsync(PromptMutations.Author(context), made, context.Cancelled), null);
    }

    private static async ValueTask<Experiment> StartAsync(FieldContext context) =>
        await DoneAsync(context, "startExperiment", await Experiments(context).StartAsync(PromptMutations.Author(context), await ExperimentGraph.IdAsync(context), context.Cancelled), null);

    private static async ValueTask<Experiment> WeightsAsync(FieldContext context)
    {
        var weights = context.Arg<JsonElement>("weights");
        if (weights.ValueKind != JsonValueKind.Object || weights.EnumerateObject().Any(one => one.Value.ValueKind != JsonValueKind.Number))
        {
            throw new CoercionException("weights are shares by arm, as {\"a\": 0.8, \"b\": 0.2}.");
        }

        var shares = weights.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetDouble(), StringComparer.Ordinal);
        var set = await Experiments(context).SetWeightsAsync(PromptMutations.Author(context), await ExperimentGraph.IdAsync(context), shares, context.Cancelled);
        return await DoneAsync(context, "setExperimentWeights", set, null);
    }

    private static async ValueTask<Experiment> StopAsync(FieldContext context)
    {
        var reason = context.Arg<string?>("reason");
        var stopped = await Experiments(context).StopAsync(PromptMutations.Author(context), await ExperimentGraph.IdAsync(context), context.Arg<string?>("promote"), reason, context.Cancelled);
        return await DoneAsync(context, "stopExperiment", stopped, reason);
    }

    private static IExperiments Experiments(FieldContext context) => context.Get<IExperiments>();

    private static async ValueTask<Experiment> DoneAsync(FieldContext context, string action, PromptResult<Experiment> result, string? reason)
    {
        var experiment = PromptResults.Value(result, "input");
        await context.AuditAsync(action, $"experiment:{experiment.Name}", new(StringComparer.Ordinal) { ["reason"] = reason, ["winner"] = experiment.Winner });
        return experiment;
    }
}
