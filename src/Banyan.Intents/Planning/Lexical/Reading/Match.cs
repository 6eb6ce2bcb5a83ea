using Banyan.Intents.Planning.Lexical.Cards;

namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>What a clause was found to ask for.</summary>
/// <param name="Card">The best intent; null when none scored at all.</param>
/// <param name="Score">Its score.</param>
/// <param name="Margin">How far it is ahead of the next.</param>
/// <param name="IsBelieved">Whether score and margin suffice.</param>
/// <param name="Others">The next ones that are about as good.</param>
internal sealed record Match(IntentCard? Card, double Score, double Margin, bool IsBelieved, IReadOnlyList<IntentCard> Others)
{
    /// <summary>Nothing.</summary>
    public static Match None { get; } = new(null, 0, 0, false, []);
}
