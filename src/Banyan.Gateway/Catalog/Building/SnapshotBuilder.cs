using System.Collections.Frozen;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Catalog.Secrets;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Builds a snapshot in order: providers and keys, models and prices, aliases, references; each stands on the one before.</summary>
internal static class SnapshotBuilder
{
    /// <summary>Builds the snapshot, version 1. Meaningless when the draft has errors afterwards.</summary>
    public static CatalogSnapshot Build(Draft draft, ISecretSource secrets, IReadOnlyDictionary<string, string> environment)
    {
        new ProviderBuilder(draft, new KeyBuilder(secrets, environment, draft)).BuildAll();
        new ModelBuilder(draft).BuildAll();
        var names = new NameResolver(draft);
        var references = new ReferenceReader(draft, names);
        new AliasBuilder(draft, names, references).BuildAll();

        var routing = draft.Root.Sub("routing");
        var chain = references.ReadAll(routing.Texts("fallbackChain"));
        var defaultModel = DefaultModel(routing, draft, references);
        Checks.CatalogCheck.Run(draft, references);
        return new CatalogSnapshot
        {
            Version = 1,
            Providers = draft.Providers.ToFrozenDictionary(StringComparer.Ordinal),
            Models = draft.Models.ToFrozenDictionary(StringComparer.Ordinal),
            ModelsByName = draft.Models.Values.Where(model => model.Provider.Kind != "mock").Select(model => model.Name).Distinct(StringComparer.Ordinal)
                .ToFrozenDictionary(name => name, name => NameResolver.ByBareName(draft, name), StringComparer.Ordinal),
            Aliases = draft.Aliases.ToFrozenDictionary(StringComparer.Ordinal),
            DefaultModel = defaultModel,
            FallbackChain = chain,
            Retry = RetryReader.Read(routing, draft.Problems),
            Breaker = RetryReader.ReadBreaker(routing.Sub("breaker")),
            Routing = RoutingReader.Read(routing),
            Hedge = RoutingReader.ReadHedge(routing.Sub("hedge")),
            Rules = RoutingReader.ReadRules(routing),
            BlocksUnpriced = draft.Root.Word("unpricedModels") == "block",
            MaxBodyBytes = draft.Settings.MaxBodyBytes,
            RequestTimeout = draft.Settings.RequestTimeout,
            PingAfter = draft.Settings.PingAfter,
            Budgets = BudgetReader.Read(draft.Root),
            Issuers = IdentityReader.Read(draft.Root),
            Retention = RetentionReader.Read(draft.Root.Sub("storage").Sub("retention")),
            IsDirect = draft.Root.Sub("emergency").Flag("directMode"),
            Alerts = AlertReader.Read(draft.Root.Sub("alerts")),
            Limits = LimitReader.Read(draft.Root.Sub("rateLimiting")),
            Conversations = TalkReader.Conversations(draft.Root.Sub("conversations"), references),
            Intents = SectionJson.Write(draft.Root.Sub("intents").Node, IntentSchema.Intents),
            Tools = ToolSection.Write(draft),
        };
    }

    /// <summary>What calls that name no model mean: what is written; <c>auto</c> when nothing is; the mock while no provider can be used.</summary>
    private static string? DefaultModel(Section routing, Draft draft, ReferenceReader references)
    {
        if (routing.TextOrNull("defaultModel") is { } written)
        {
            references.Read(routing.PlaceOf("defaultModel"), written);
            return draft.HasRealProvider ? written : "mock/chat";
        }

        return !draft.HasRealProvider ? "mock/chat" : draft.Aliases.ContainsKey(NameResolver.Auto) ? NameResolver.Auto : null;
    }
}
