using Banyan.Gateway.Metering.Pacing;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Models: what they can do, hold and cost.</summary>
internal static class ModelGraph
{
    private const string Read = "models:read";

    private static readonly (AskNeeds Need, string Name, string Description)[] Capabilities =
    [
        (AskNeeds.Streaming, "STREAMING", "Answers as a stream."),
        (AskNeeds.Tools, "TOOLS", "Calls tools."),
        (AskNeeds.ParallelTools, "PARALLEL_TOOLS", "Makes several calls in one turn."),
        (AskNeeds.Vision, "VISION", "Reads images."),
        (AskNeeds.Audio, "AUDIO", "Reads or makes audio."),
        (AskNeeds.Pdf, "PDF", "Reads PDF documents."),
        (AskNeeds.JsonMode, "JSON_MODE", "Answers with some JSON object."),
        (AskNeeds.JsonSchema, "JSON_SCHEMA", "Answers with JSON of a given schema."),
        (AskNeeds.Reasoning, "REASONING", "Thinks before it answers."),
        (AskNeeds.Embeddings, "EMBEDDINGS", "Makes embeddings."),
        (AskNeeds.PromptCache, "PROMPT_CACHE", "Keeps a prompt cache."),
    ];

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum("ModelCapability", "What a model can do.", [.. Capabilities.Select(one => (one.Name, one.Description))]);
        graph.Enum("ModelStatus", "Whether a model may be used.", ("ACTIVE", "It may."), ("DEPRECATED", "Its provider will take it away."), ("DISABLED", "Operators switched it off."));
        graph.Object<ModelEntry>("LLMModel", "A model on a provider.", Declare);
        PriceGraph.AddTo(graph);
        graph.Query("availableModels(capabilities: [ModelCapability!]): [LLMModel!]!", Available, "Models the caller may use, by full name.")
            .Arg("capabilities", "Only those that can do all of it.").Requires(Read);
        graph.Query("model(id: ID!): LLMModel", context => Find(context.Arg<string>("id"), context), "One model; null when there is none the caller may use.")
            .Arg("id", "Its full name provider/model, or its bare name.").Requires(Read);
    }

    /// <summary>Every declared model, by full name.</summary>
    public static IEnumerable<ModelEntry> Sorted(FieldContext context) => context.Get<ICatalog>().Current.Models.Values.OrderBy(model => model.Id, StringComparer.Ordinal);

    /// <summary>The models declared for a provider, in no particular order.</summary>
    public static IEnumerable<ModelEntry> Of(Provider provider, FieldContext context) => context.Get<ICatalog>().Current.Models.Values.Where(model => model.Provider.Name == provider.Name);

    /// <summary>The capabilities asked for as one value.</summary>
    public static AskNeeds Needs(IEnumerable<string> names) =>
        names.Aggregate(AskNeeds.None, (needs, name) => needs | Array.Find(Capabilities, one => one.Name == name).Need);

    private static void Declare(ObjectBuilder<ModelEntry> type)
    {
        type.Key("id", (names, context) => ValueTask.FromResult<IReadOnlyList<ModelEntry>>([.. names.Select(name => Find(name, context)).OfType<ModelEntry>()]), model => model.Id);
        type.Requires($"{Read}|catalog:read");
        type.Field("id: ID!", model => model.Id, "Its full name, provider/model.");
        type.Field("name: String!", model => model.Name, "The provider's own name of it.");
        type.Field("displayName: String!", model => model.DisplayName, "What people call it.");
        type.Field("provider: String!", model => model.Provider.Name, "Who serves it.");
        type.Field("capabilities: [ModelCapability!]!", model => Capabilities.Where(one => model.Can.HasFlag(one.Need)).Select(one => one.Name), "What it can do.");
        type.Field("contextWindow: Int", model => model.Context, "Tokens it can hold; null when not known, and then not checked.");
        type.Field("maxOutputTokens: Int", model => model.MaxOutput, "Most tokens of one answer; null when not known.");
        type.Field("costPerInputToken: Decimal", (model, context) => PriceGraph.PerToken(model, context, prices => prices.Input), "USD for one uncached input token now; null when it has no price: unknown, never free.");
        type.Field("costPerOutputToken: Decimal", (model, context) => PriceGraph.PerToken(model, context, prices => prices.Output), "USD for one output token now; null when it has no price.");
        type.Field("price: ModelPrice", (model, context) => PriceGraph.InForce(model, context), "The price in force; null when it has none.");
        type.Field("averageLatency: Int", async (model, context) => (await PaceAsync(model, context)).AverageMs, "Mean milliseconds of the tenant's attempts of the last 24 hours that succeeded; null without any.");
        type.Field("latencyP50: Int", async (model, context) => (await PaceAsync(model, context)).P50Ms, "Half of them took at most this long.");
        type.Field("latencyP95: Int", async (model, context) => (await PaceAsync(model, context)).P95Ms, "All but one of twenty took at most this long.");
        type.Field("latencyP99: Int", async (model, context) => (await PaceAsync(model, context)).P99Ms, "All but one of a hundred took at most this long.");
        type.Field("quality: Float!", model => model.Quality, "Expected quality, 0 to 1.");
        type.Field("status: ModelStatus!", model => model.IsDisabled ? "DISABLED" : model.IsDeprecated ? "DEPRECATED" : "ACTIVE", "Whether it may be used.");
        type.Field("replacement: String", model => model.Replacement, "The model that follows a deprecated one.");
    }

    private static async ValueTask<Pace> PaceAsync(ModelEntry model, FieldContext context) =>
        await context.Get<PaceBook>().ModelAsync(context.Caller().Tenant, model.Id, context.Cancelled);

    private static IEnumerable<ModelEntry> Available(FieldContext context)
    {
        var needs = Needs(context.Args<string>("capabilities"));
        return Sorted(context).Where(model => !model.IsDisabled && model.Provider.IsConfigured && MayUse(model, context) && (model.Can & needs) == needs);
    }

    private static ModelEntry? Find(string name, FieldContext context)
    {
        var catalog = context.Get<ICatalog>().Current;
        var found = catalog.Models.GetValueOrDefault(name) ?? (catalog.ModelsByName.TryGetValue(name, out var named) ? named[0] : null);
        return found is not null && MayUse(found, context) ? found : null;
    }

    private static bool MayUse(ModelEntry model, FieldContext context) =>
        context.Caller().Grants is var grants && (grants.MayUse(model.Id) || grants.MayUse(model.Name));
}
