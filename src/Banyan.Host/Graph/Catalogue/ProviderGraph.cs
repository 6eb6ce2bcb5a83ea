using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Metering.Pacing;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Providers and their keys: where models are served, and how well just now.</summary>
internal static class ProviderGraph
{
    private const string Read = "catalog:read";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum(
            "ProviderType",
            "Which upstream sends to a provider.",
            ("OPENAI", "OpenAI itself."),
            ("AZURE", "Azure OpenAI."),
            ("ANTHROPIC", "Anthropic."),
            ("GOOGLE", "Google Gemini."),
            ("OLLAMA", "Ollama."),
            ("OPENAI_COMPATIBLE", "Whoever speaks OpenAI's language."),
            ("CHAT_CLIENT", "An IChatClient inside the service."),
            ("MOCK", "The built-in one that needs no provider."));
        graph.Enum(
            "ProviderStatus",
            "Whether a provider takes part.",
            ("ACTIVE", "It does."),
            ("DRAINING", "It gets no new exchange while those that run go on."),
            ("DISABLED", "Operators switched it off."),
            ("UNCONFIGURED", "Its key is missing: it is skipped."));
        graph.Enum<CandidateGate>(
            "CircuitState",
            "The state of a circuit breaker.",
            (CandidateGate.Closed, "Healthy."),
            (CandidateGate.Open, "Left alone."),
            (CandidateGate.HalfOpen, "Being probed, one call at a time."));
        graph.Object<Provider>("LLMProvider", "Somebody who serves models: an endpoint, how it is spoken to, and the keys for it.", Declare);
        graph.Object<HeldKey>("Credential", "One key of a provider; never its value.", DeclareKey);
        graph.Query("providers: [LLMProvider!]!", context => Sorted(context), "Every provider, by name.").Requires(Read);
        graph.Query("provider(id: ID!): LLMProvider", context => context.Get<ICatalog>().Current.Providers.GetValueOrDefault(context.Arg<string>("id")), "One provider; null when there is none of that name.")
            .Arg("id", "Its name.").Requires(Read);
    }

    private static void Declare(ObjectBuilder<Provider> type)
    {
        type.Requires(Read);
        type.Key("id", (names, context) => ValueTask.FromResult(Found(names, context)), provider => provider.Name);
        type.Field("id: ID!", provider => provider.Name, "Its name: the part before the slash of a model's full name.");
        type.Field("name: String!", provider => provider.Name, "Its name.");
        type.Field("type: ProviderType!", provider => TypeOf(provider.Kind), "Which upstream sends to it.");
        type.Field("baseUrl: String", provider => provider.BaseUrl?.OriginalString, "Where it is; null for one that lives in the process.");
        type.Field("status: ProviderStatus!", provider => Status(provider), "Whether it takes part.");
        type.Field("priority: Int!", provider => provider.Priority, "Tie-break between candidates, lower first.");
        type.Field("trust: String!", provider => provider.IsInternal ? "internal" : "external", "Whether it runs inside the operator's own walls: internal or external.");
        type.Field("dataTerms: JSON", provider => Terms(provider.DataTerms), "What it promises about data: {noTraining, retentionSeconds, region}; null when nothing is said.");
        type.Field("quirks: JSON", provider => Quirks(provider), "Named departures from its language.");
        type.Field("timeouts: JSON", provider => Timeouts(provider.Timeouts), "How long an attempt may take in each phase, in seconds.");
        type.Field("credentials: [Credential!]!", provider => provider.Keys.Select(key => new HeldKey(provider, key)), "Its keys, without their values.");
        type.Field("models: [LLMModel!]!", (provider, context) => ModelGraph.Of(provider, context).OrderBy(model => model.Id, StringComparer.Ordinal), "Models declared for it, by name.");
        type.Field("circuit: CircuitState!", (provider, context) => CircuitGraph.Of(provider, context), "The best circuit among its models: open when every one of them is.");
        type.Field("errorRate: Float!", async (provider, context) => (await PaceAsync(provider, context)).ErrorRate, "Share of the tenant's attempts of the last 24 hours that failed, 0 to 1; 0 without any.");
        type.Field("p95LatencyMs: Int", async (provider, context) => (await PaceAsync(provider, context)).P95Ms, "Milliseconds in which it answered 95 % of them; null when it answered none.");
        type.Field("managedBy: String!", (provider, context) => Kept(provider, context) is null ? "file" : "database", "Where it is changed: in the file, or in the database, which lays its part over the file's.");
        type.Field("revision: Int!", (provider, context) => Kept(provider, context)?.Revision ?? 0, "Counts up with each change in the database; 0 for one that is in the file alone.");
    }

    private static void DeclareKey(ObjectBuilder<HeldKey> type)
    {
        type.Field("id: ID!", held => $"{held.Provider.Name}/{held.Key.Name}", "Its provider and its name, provider/name.");
        type.Field("name: String!", held => held.Key.Name, "Its name.");
        type.Field("secretRef: String", held => held.Key.Reference, "Where the value lies, as env:NAME or file:/path; stored:provider/name for one kept here, encrypted; null for one given outright.").Directive("@inaccessible").Requires("catalog:write");
        type.Field("weight: Int!", held => held.Key.Weight, "Its share of the load, relative to the provider's other keys.");
        type.Field("status: String!", (held, context) => Status(held.Key, held.Reading(context)), "Whether it is sent: present, missing, cooling after a 429 or an empty account, or refused by the provider.");
        type.Field("cooldownUntil: DateTime", (held, context) => held.Reading(context).CoolsUntil, "Until when the node that answers lets it rest; null when it does not.");
        type.Field("lastError: String", (held, context) => held.Reading(context).LastError, "Stable code of its last failure on that node; null when there was none.");
        type.Field("lastUsedAt: DateTime", (held, context) => held.Reading(context).LastUsedAt, "When that node sent it last; null when never.");
        type.Field("services: [String!]", held => held.Key.Services.Count == 0 ? null : held.Key.Services, "Services that own it and are served first; null when it is shared.");
    }

    private static ConfigEntry? Kept(Provider provider, FieldContext context) => context.Get<IConfigDesk>().Find("providers", provider.Name);

    private static string Status(Provider provider) =>
        !provider.IsEnabled ? "DISABLED" : !provider.IsConfigured ? "UNCONFIGURED" : provider.IsDraining ? "DRAINING" : "ACTIVE";

    private static string Status(ProviderKey key, KeyReading reading) =>
        !key.Secret.IsPresent ? "missing" : reading.IsRefused ? "refused" : reading.CoolsUntil is null ? "present" : "cooling";

    private static async ValueTask<Pace> PaceAsync(Provider provider, FieldContext context) =>
        await context.Get<PaceBook>().ProviderAsync(context.Caller().Tenant, provider.Name, context.Cancelled);

    private static Dictionary<string, object?>? Terms(DataTerms? terms) => terms is null ? null : new(StringComparer.Ordinal)
    {
        ["noTraining"] = terms.NoTraining,
        ["retentionSeconds"] = terms.Retention?.TotalSeconds,
        ["region"] = terms.Region,
    };

    private static IEnumerable<Provider> Sorted(FieldContext context) =>
        context.Get<ICatalog>().Current.Providers.Values.OrderBy(provider => provider.Name, StringComparer.Ordinal);

    private static IReadOnlyList<Provider> Found(IReadOnlyList<string> names, FieldContext context)
    {
        var providers = context.Get<ICatalog>().Current.Providers;
        return [.. names.Select(name => providers.GetValueOrDefault(name)).OfType<Provider>()];
    }

    private static string TypeOf(string kind) => kind switch
    {
        "openai-compatible" => "OPENAI_COMPATIBLE",
        "chatclient" => "CHAT_CLIENT",
        _ => kind.ToUpperInvariant(),
    };

    private static Dictionary<string, object?>? Quirks(Provider provider) =>
        provider.Quirks.Count == 0 ? null : provider.Quirks.OrderBy(quirk => quirk.Key, StringComparer.Ordinal).ToDictionary(quirk => quirk.Key, quirk => (object?)quirk.Value, StringComparer.Ordinal);

    private static Dictionary<string, object?> Timeouts(ProviderTimeouts timeouts) => new(StringComparer.Ordinal)
    {
        ["connect"] = timeouts.Connect.TotalSeconds,
        ["firstToken"] = timeouts.FirstToken.TotalSeconds,
        ["firstTokenReasoning"] = timeouts.FirstTokenReasoning.TotalSeconds,
        ["idle"] = timeouts.Idle.TotalSeconds,
        ["total"] = timeouts.Total.TotalSeconds,
    };
}
