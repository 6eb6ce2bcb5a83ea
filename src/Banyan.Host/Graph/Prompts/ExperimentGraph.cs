using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Statistics;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Prompts;

/// <summary>Experiments and what is known of their arms.</summary>
internal static class ExperimentGraph
{
    /// <summary>How an experiment is named.</summary>
    public const string Words = "The experiment: its id, or its prompt's name and its own, as team/greet/tone.";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<ExperimentStatus>(
            "ExperimentStatus", "Where an experiment stands.",
            (ExperimentStatus.Draft, "Not begun."), (ExperimentStatus.Running, "Callers get its arms."), (ExperimentStatus.Stopped, "Ended without a winner."), (ExperimentStatus.Concluded, "Ended, its winner published."));
        graph.Enum<ExperimentUnit>(
            "ExperimentUnit", "Who always gets the same arm.",
            (ExperimentUnit.User, "An end user."), (ExperimentUnit.Conversation, "A conversation."), (ExperimentUnit.Service, "A calling application."), (ExperimentUnit.Request, "Nobody: each request by itself."));
        graph.Object<Experiment>("Experiment", "Versions of a prompt against each other.", Declare);
        graph.Object<ExperimentVariant>("ExperimentVariant", "An arm.", type =>
        {
            type.Field("name: String!", arm => arm.Name, "Its name.");
            type.Field("version: PromptVersion", (arm, context) => VersionGraph.OneAsync(context, arm.VersionId), "What it serves.");
            type.Field("model: String", arm => arm.Model, "The model it asks, where not the prompt's own.");
            type.Field("weight: Float!", arm => arm.Weight, "Its share, 0 to 1.");
            type.Field("control: Boolean!", arm => arm.IsControl, "Whether the others are compared with it.");
        });
        graph.Object<VariantResult>("VariantResult", "What is known of an arm in one metric; the interval may be looked at any time.", type =>
        {
            type.Field("variant: String!", result => result.Variant, "The arm.");
            type.Field("metric: String!", result => result.Metric, "success, score, cost or latency.");
            type.Field("units: Long!", result => result.Units, "Units seen.");
            type.Field("mean: Float!", result => result.Mean, "Mean over units.");
            type.Field("low: Float!", result => result.Low, "Lower end of the always-valid interval.");
            type.Field("high: Float!", result => result.High, "Its upper end.");
            type.Field("probabilityBest: Float!", result => result.ProbabilityBest, "How likely it is the best arm, 0 to 1.");
            type.Field("minimumReached: Boolean!", result => result.IsMinimumReached, "Whether enough units were seen to say anything.");
        });
        graph.Query("experiments(promptId: ID, status: ExperimentStatus): [Experiment!]!", ListAsync, "Experiments, newest first.").Arg("promptId", "Of this prompt, by id or name.").Arg("status", "In this status.").Requires(PromptGraph.Read);
        graph.Query("experiment(id: ID!): Experiment", FindAsync, "One of them; null when there is none.").Arg("id", Words).Requires(PromptGraph.Read);
    }

    /// <summary>The id of the experiment an argument <c>id</c> names.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<Guid> IdAsync(FieldContext context) =>
        (await FindAsync(context))?.Id ?? throw GraphActs.NotFound($"There is no experiment '{context.Arg<string>("id")}'.");

    private static async ValueTask<Experiment?> FindAsync(FieldContext context)
    {
        var (reference, experiments, tenant) = (context.Arg<string>("id"), context.Get<IExperiments>(), context.Caller().Tenant);
        if (Guid.TryParse(reference, out var id))
        {
            return (await experiments.ByIdsAsync(tenant, [id], context.Cancelled)) is [var one] ? one : null;
        }

        var cut = reference.LastIndexOf('/');
        return cut > 0 && PromptGraph.Prompts(context).Find(tenant, reference[..cut]) is { } prompt
            ? (await experiments.ListAsync(tenant, [prompt.Id], null, context.Cancelled)).FirstOrDefault(one => one.Name == reference[(cut + 1)..])
            : null;
    }

    private static void Declare(ObjectBuilder<Experiment> type)
    {
        type.Key("id", ByIdsAsync, one => one.Id.ToString("D"));
        type.Requires(PromptGraph.Read);
        type.Field("id: ID!", one => one.Id.ToString("D"), "Stable.");
        type.Field("name: String!", one => one.Name, "Its name.");
        type.Field("prompt: Prompt", (one, context) => PromptGraph.Prompts(context).ByIds(one.Tenant, [one.PromptId]).GetValueOrDefault(one.PromptId), "The prompt.");
        type.Field("status: ExperimentStatus!", one => one.Status, "Where it stands.");
        type.Field("unit: ExperimentUnit!", one => one.Unit, "Who always gets the same arm.");
        type.Field("layer: String!", one => one.Layer, "One runs in each layer of a prompt.");
        type.Field("targeting: JSON", one => one.Targeting, "Conditions a request must meet; null for every request.");
        type.Field("guardrails: JSON", one => one.Guardrails, "What stops an arm.");
        type.Field("variants: [ExperimentVariant!]!", one => one.Variants, "Its arms.");
        type.Field("results(metric: String): [VariantResult!]!", ResultsAsync, "What is known of each arm.").Arg("metric", "Only this one: success, score, cost or latency.");
        type.Field("sampleRatioMismatch: Boolean!", async (one, context) => (await ReadAsync(one, context)).IsSampleRatioMismatched, "Whether arms were seen in another ratio than they were given; then nothing it says holds.");
        type.Field("startedAt: DateTime", one => one.StartedAt, "When it began.");
        type.Field("stoppedAt: DateTime", one => one.StoppedAt, "When it ended.");
        type.Field("stopReason: String", one => one.StopReason, "Why.");
        type.Field("winner: String", one => one.Winner, "The arm whose version was published.");
    }

    private static Task<ExperimentReading> ReadAsync(Experiment experiment, FieldContext context) => context.Get<IExperiments>().ReadAsync(experiment, context.Cancelled);

    private static async ValueTask<IEnumerable<VariantResult>> ResultsAsync(Experiment experiment, FieldContext context)
    {
        var metric = context.Arg<string?>("metric");
        return (await ReadAsync(experiment, context)).Results.Where(result => metric is null || result.Metric == metric);
    }

    private static async ValueTask<IReadOnlyList<Experiment>> ListAsync(FieldContext context)
    {
        IReadOnlyCollection<Guid>? prompts = context.Arg<string?>("promptId") is { } given ? [PromptGraph.Wanted(context, given).Id] : null;
        return await context.Get<IExperiments>().ListAsync(context.Caller().Tenant, prompts, context.Arg<ExperimentStatus?>("status"), context.Cancelled);
    }

    private static async ValueTask<IReadOnlyList<Experiment>> ByIdsAsync(IReadOnlyList<string> ids, FieldContext context) =>
        await context.Get<IExperiments>().ByIdsAsync(context.Caller().Tenant, [.. ids.Select(id => Guid.TryParse(id, out var one) ? one : Guid.Empty)], context.Cancelled);
}
