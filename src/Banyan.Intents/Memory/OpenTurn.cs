using Banyan.Intents.Spine;

namespace Banyan.Intents.Memory;

/// <summary>What waits for the user's next words. A confirmation that waits stands in the journal.</summary>
/// <param name="Draft">A plan that lacks something; null when none.</param>
/// <param name="DraftWords">The user's words it was made from.</param>
internal sealed record OpenTurn(Plan? Draft, IReadOnlyList<string> DraftWords)
{
    /// <summary>Nothing waits.</summary>
    public static OpenTurn Nothing { get; } = new(null, []);
}
