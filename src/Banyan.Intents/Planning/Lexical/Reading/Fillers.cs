using System.Collections.Frozen;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>Words of politeness and glue that say nothing of what is asked.</summary>
internal static class Fillers
{
    private static readonly FrozenSet<string> Edge = new[]
    {
        "please", "hey", "hi", "hello", "and", "then", "also", "but", "so", "now", "well", "ok", "okay", "just", "kindly", "thanks", "too", "first", "finally", "next", "after", "afterwards", "plus", "as", "yes", "oh",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Empty = new[]
    {
        "please", "hey", "hi", "hello", "and", "then", "also", "but", "so", "now", "well", "ok", "okay", "just", "kindly", "thanks", "too", "what", "how", "about", "for", "as", "the", "order", "number", "it", "that", "one", "this", "same", "with", "on", "of", "to", "tell", "me", "check", "show", "see", "look", "at", "up", "give", "us", "my",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The tokens without marks, and without fillers at either end.</summary>
    public static List<Token> Strip(IReadOnlyList<Token> tokens)
    {
        var words = tokens.Where(token => token.Kind != TokenKind.Mark).ToList();
        while (words.Count > 1 && Edge.Contains(words[0].Text))
        {
            words.RemoveAt(0);
        }

        while (words.Count > 1 && Edge.Contains(words[^1].Text))
        {
            words.RemoveAt(words.Count - 1);
        }

        return words;
    }

    /// <summary>Whether nothing is said but a number or a pointing word, as in <c>And 1003?</c></summary>
    public static bool SaysNothing(IReadOnlyList<Token> tokens) => tokens.All(token => token.Kind is TokenKind.Mark or TokenKind.Number || Empty.Contains(token.Text));
}
