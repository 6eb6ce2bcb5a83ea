namespace Banyan.Intents.Answering.Grounding;

/// <summary>Whether a sentence says only what is known.</summary>
internal static class GroundCheck
{
    /// <summary>The first token without ground; null when the sentence may be said.</summary>
    public static string? FirstWithout(string sentence, GroundFacts facts)
    {
        foreach (var token in GroundTokens.Read(sentence))
        {
            var hasGround = token.Kind switch
            {
                GroundTokenKind.Number => facts.Has(token.Number),
                GroundTokenKind.Date => facts.Has(token.Date),
                GroundTokenKind.Id or GroundTokenKind.Name => facts.Has(token.Text),
            };
            if (!hasGround)
            {
                return token.Text;
            }
        }

        return null;
    }
}
