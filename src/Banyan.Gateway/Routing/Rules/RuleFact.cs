namespace Banyan.Gateway.Routing.Rules;

/// <summary>What a rule may ask of an ask.</summary>
internal enum RuleFact
{
    Service,
    Team,
    User,
    Feature,
    Tag,
    Door,
    Operation,
    RequestedModel,
    PromptName,
    PromptCategory,
    EstimatedInputTokens,
    MaxTokens,
    Stream,
    HasTools,
    HasImages,
    NeedsJsonSchema,
    RequiresAccuracy,
    Metadata,
    Hour,
    Weekday,
    BudgetRemaining,
}
