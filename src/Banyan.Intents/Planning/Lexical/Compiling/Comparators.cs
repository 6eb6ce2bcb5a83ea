using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>Reads words that compare.</summary>
internal static class Comparators
{
    private static readonly (string Words, string Sign)[] Phrases =
    [
        ("not more than", "<="), ("no more than", "<="), ("not less than", ">="), ("no less than", ">="), ("not over", "<="), ("not under", ">="), ("fewer than or equal to", "<="),
        ("at least", ">="), ("at most", "<="), ("up to", "<="), ("or more", ">="), ("minimum of", ">="), ("maximum of", "<="), ("not above", "<="), ("not below", ">="),
        ("more than", ">"), ("greater than", ">"), ("higher than", ">"), ("bigger than", ">"), ("larger than", ">"), ("longer than", ">"), ("older than", ">"), ("less than", "<"), ("fewer than", "<"), ("lower than", "<"),
        ("smaller than", "<"), ("cheaper than", "<"), ("shorter than", "<"), ("newer than", "<"), ("not exceeding", "<="), ("exceeds", ">"), ("exceeding", ">"), ("exceed", ">"),
        ("over", ">"), ("above", ">"), ("under", "<"), ("below", "<"), ("within", "<="), ("exactly", "=="), ("equals", "=="), ("equal to", "=="), ("just", "=="), ("only", "=="),
    ];

    /// <summary>The comparison that begins at a token; null when none does.</summary>
    public static (string Sign, int Count)? At(IReadOnlyList<Token> tokens, int i)
    {
        foreach (var (words, sign) in Phrases)
        {
            var parts = words.Split(' ');
            if (i + parts.Length <= tokens.Count && parts.Select((part, j) => tokens[i + j].Is(part)).All(fits => fits))
            {
                return (sign, parts.Length);
            }
        }

        return null;
    }
}
