namespace Banyan.Intents.Settings.Deciding;

/// <summary>What an operator decides while it runs.</summary>
public enum DecisionKind
{
    /// <summary>An intent's stage: key is the intent, value its word as <c>canary:25</c>.</summary>
    Stage,

    /// <summary>Whether two operations are one intent: key is <c>legacy|modern</c>, value <c>accept</c> or <c>reject</c>.</summary>
    Overlap,

    /// <summary>A definition that may serve: key is the intent, value its hash.</summary>
    Approval,
}
