namespace Banyan.Gateway.Catalog.Schema;

/// <summary>Every setting there is.</summary>
internal static class ConfigSchema
{
    /// <summary>The name a document may wrap all its settings in.</summary>
    public const string RootKey = "llm-orchestrator";

    /// <summary>The document.</summary>
    public static Setting Root { get; } = Shape.Map(
        "",
        "The configuration",
        Shape.Whole("version", "1", "Version of this form of configuration; only 1 exists").Between(1, 1),
        Shape.Texts("locks", "Paths, with `*` for one name, where the file wins over what is kept in the database"),
        ServerSettings.Server,
        ServerSettings.Storage,
        Shape.Word("capture", "redacted", "What completion rows keep of messages and answers: nothing, or the redacted text", "none", "redacted"),
        ProviderSettings.Providers,
        ModelSettings.Models,
        Shape.Word("unpricedModels", "block", "What happens to a model without a price when it is asked: refused (422 `model_unpriced`) or only flagged", "block", "warn"),
        RoutingSettings.Aliases,
        RoutingSettings.Routing,
        CacheSettings.Cache,
        LimitSettings.RateLimiting,
        LimitSettings.Budgets,
        SecuritySettings.Security,
        IdentitySettings.Identity,
        TalkSettings.Conversations,
        ToolSchema.Tools,
        IntentSchema.Intents,
        OperationSettings.Telemetry,
        OperationSettings.Alerts,
        OperationSettings.Emergency);
}
