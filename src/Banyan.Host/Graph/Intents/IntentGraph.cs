using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Intents;

namespace Banyan.Host.Graph.Intents;

/// <summary>Intents, the backends behind them, and what operators decide of both.</summary>
internal static class IntentGraph
{
    private const string Read = "catalog:read";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum(
            "MigrationStage",
            "How far an intent has moved from the legacy system.",
            ("LEGACY", "The legacy system answers."),
            ("SHADOW", "The legacy system answers; reads are compared with the new side."),
            ("CANARY", "A share of people is answered by the new side."),
            ("MODERN", "The new side answers, the legacy system stands in."),
            ("MODERN_ONLY", "The new side answers alone."));
        graph.Enum("Effect", "What doing something changes.", ("READ", "Nothing."), ("WRITE", "Something."), ("DESTRUCTIVE", "Something that cannot be had back."));
        graph.Enum("Generation", "Which world a backend belongs to.", ("LEGACY", "The old one."), ("MODERN", "The new one."));
        graph.Object<OperatorIntent>("Intent", "Something a user can have done.", Declare);
        graph.Object<SideOf>("IntentBackend", "One side of an intent.", type =>
        {
            type.Field("backend: Backend", (side, context) => context.Get<OperatorViews>().Backend(side.Side.Backend), "Who does it; null while the backend is not known.");
            type.Field("operation: String!", side => side.Side.Operation, "The operation there.");
            type.Field("compatible: Boolean!", side => side.Side.IsCompatible, "Whether it keeps the intent's contract.");
            type.Field("missing: [String!]!", side => side.Side.Missing, "What it does not accept or yield.");
        });
        graph.Query("intents(stage: MigrationStage): [Intent!]!", Intents, "Every intent, by key.").Arg("stage", "Only those at it.").Requires(Read);
        graph.Query("intent(key: ID!): Intent", context => context.Get<OperatorViews>().Intent(context.Caller().Tenant, context.Arg<string>("key")), "One intent; null when there is none.")
            .Arg("key", "Its key, as orders.get.").Requires(Read);
    }

    private static void Declare(ObjectBuilder<OperatorIntent> type)
    {
        type.Key(
            "key",
            (keys, context) => ValueTask.FromResult<IReadOnlyList<OperatorIntent>>([.. keys.Select(key => context.Get<OperatorViews>().Intent(context.Caller().Tenant, key)).OfType<OperatorIntent>()]),
            one => one.Key);
        type.Requires(Read);
        type.Field("key: ID!", one => one.Key, "Its key, as orders.get.");
        type.Field("title: String!", one => one.Title, "Its title.");
        type.Field("description: String!", one => one.Description, "What it does.");
        type.Field("version: String!", one => one.Version, "Version of its definition.");
        type.Field("effect: Effect!", one => one.Effect.ToUpperInvariant(), "What it changes.");
        type.Field("stage: MigrationStage!", one => StageOf(one), "The stage in force.");
        type.Field("canaryPercent: Float!", one => one.CanaryPercent, "Share of people on the new side of a canary, 0 to 100.");
        type.Field("backends: [IntentBackend!]!", one => one.Sides.Select(side => new SideOf(side)), "The sides that can do it, legacy first.");
        type.Field("params: JSON!", one => one.Params, "JSON Schema of its parameters.");
        type.Field("result: JSON", one => one.Result, "JSON Schema of its result.");
        type.Field("examples: [String!]!", one => one.Examples, "What people say for it.");
        type.Field("quarantined: Boolean!", one => one.Quarantine is not null, "Whether it, or a change of it, waits for an operator.");
        type.Field("quarantine: String", one => one.Quarantine, "Why it waits; null when it does not.");
    }

    private static IEnumerable<OperatorIntent> Intents(FieldContext context)
    {
        var stage = context.Arg<string?>("stage");
        return context.Get<OperatorViews>().Intents(context.Caller().Tenant).Where(one => stage is null || StageOf(one) == stage);
    }

    private static string StageOf(OperatorIntent intent) => intent.Stage.Replace('-', '_').ToUpperInvariant();

    private sealed record SideOf(OperatorSide Side);
}
