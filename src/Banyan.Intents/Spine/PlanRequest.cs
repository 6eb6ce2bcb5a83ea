namespace Banyan.Intents.Spine;

/// <summary>What a planner is given. It sees no bound parameters, no secrets and no results of the run.</summary>
internal sealed record PlanRequest
{
    /// <summary>The user's words.</summary>
    public required string Text { get; init; }

    /// <summary>For whom.</summary>
    public required Subject Subject { get; init; }

    /// <summary>The catalogue the plan will be pinned to.</summary>
    public required IntentCatalogue Catalogue { get; init; }

    /// <summary>The intents the caller may use, sorted by key.</summary>
    public required IReadOnlyList<Intent> Visible { get; init; }

    /// <summary>The one intent that is asked for by name; null when the words are to be planned.</summary>
    public DirectCall? Call { get; init; }

    /// <summary>What was said before.</summary>
    public ConversationView Conversation { get; init; } = ConversationView.Empty;

    /// <summary>Faults of the plan before, for the one repair; empty at first.</summary>
    public IReadOnlyList<Problem> Faults { get; init; } = [];

    /// <summary>The model calls this message may still make.</summary>
    public required RunBudget Budget { get; init; }
}
