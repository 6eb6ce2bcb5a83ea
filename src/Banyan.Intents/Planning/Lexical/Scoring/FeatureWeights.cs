namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>How much each kind of feature counts.</summary>
/// <param name="Word">A stem.</param>
/// <param name="Pair">Two stems in a row.</param>
/// <param name="Piece">3 to 5 letters of a word.</param>
/// <param name="Concept">A group of words that mean nearly the same.</param>
/// <param name="Stop">Factor for words every sentence may hold.</param>
internal sealed record FeatureWeights(float Word, float Pair, float Piece, float Concept, float Stop)
{
    /// <summary>The weights in use.</summary>
    public static FeatureWeights Standard { get; } = new(1f, 0.7f, 0.4f, 0.8f, 0.7f);
}
