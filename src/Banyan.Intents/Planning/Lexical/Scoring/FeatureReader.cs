using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>Reads what a text is compared by: stems, pairs of stems, concepts, and pieces of 3 to 5 letters. Each is a hash with its group's weight.</summary>
internal static class FeatureReader
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int ShortestPiece = 3;
    private const int LongestPiece = 5;

    /// <summary>The features, without repetition.</summary>
    public static Dictionary<ulong, float> Read(IReadOnlyList<Token> tokens, FeatureWeights weights)
    {
        var found = new Dictionary<ulong, float>(128);
        var before = Hash("^", 1);
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.Mark)
            {
                continue;
            }

            var stem = token.Kind switch { TokenKind.Number => "#", TokenKind.Email => "@", TokenKind.Quote => "\"", _ => token.Stem };
            var word = Hash(stem, 2);
            var isStop = StopWords.Has(token.Text);
            found.TryAdd(word, weights.Word * (isStop ? weights.Stop : 1));
            found.TryAdd(unchecked((before * Prime) ^ word), weights.Pair);
            before = word;
            if (token.Kind == TokenKind.Word)
            {
                AddPieces(found, token.Text, weights.Piece * (isStop ? weights.Stop : 1));
            }
        }

        found.TryAdd(unchecked((before * Prime) ^ Hash("$", 2)), weights.Pair);
        foreach (var concept in weights.Concept > 0 ? Concepts.In(tokens) : [])
        {
            found.TryAdd(Hash(concept, 5), weights.Concept);
        }

        return found;
    }

    private static void AddPieces(Dictionary<ulong, float> found, string word, float weight)
    {
        Span<char> padded = stackalloc char[Math.Min(word.Length, 40) + 2];
        padded[0] = padded[^1] = '_';
        word.AsSpan(0, padded.Length - 2).CopyTo(padded[1..]);
        for (var length = ShortestPiece; length <= LongestPiece; length++)
        {
            for (var at = 0; at + length <= padded.Length; at++)
            {
                found.TryAdd(Hash(padded.Slice(at, length), 3), weight);
            }
        }
    }

    private static ulong Hash(ReadOnlySpan<char> text, ulong salt)
    {
        var hash = unchecked((Basis ^ salt) * Prime);
        foreach (var letter in text)
        {
            hash = unchecked((hash ^ letter) * Prime);
        }

        return hash;
    }
}
