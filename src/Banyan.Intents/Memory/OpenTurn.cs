using Banyan.Intents.Spine;

namespace Banyan.Intents.Memory;

/// <summary>What waits for the user's next words.</summary>
/// <param name="Draft">A plan that lacks something; null when none.</param>
/// <param name="DraftWords">The user's words it was made from.</param>
/// <param name="ConfirmationRunId">A run that waits for a yes; null when none.</param>
internal sealed record OpenTurn(Plan? Draft, IReadOnlyList<string> DraftWords, string? ConfirmationRunId)
{
    /// <summary>Nothing waits.</summary>
    public static OpenTurn Nothing { get; } = new(null, [], null);

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => Draft is null && ConfirmationRunId is null;
}
