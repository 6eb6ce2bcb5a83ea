using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>Finds where conditions begin: <c>if</c>, <c>unless</c>, <c>provided</c>, <c>as long as</c>, <c>in case</c>, and <c>when</c> where it asks nothing.</summary>
internal static class Markers
{
    private static readonly string[] Asking = ["know", "see", "check", "ask", "wonder", "wondering", "tell", "say", "out", "asking", "sure", "unsure"];

    /// <summary>The first marker from a place on; null when there is none.</summary>
    public static Marker? Find(IReadOnlyList<Token> tokens, int from)
    {
        for (var i = from; i < tokens.Count; i++)
        {
            if (At(tokens, i) is { } marker)
            {
                return marker;
            }
        }

        return null;
    }

    /// <summary>Whether the other branch begins here, and with how many words: <c>otherwise</c>, <c>else</c>, <c>or else</c>.</summary>
    public static int Otherwise(IReadOnlyList<Token> tokens, int i) =>
        tokens[i].Is("otherwise") || tokens[i].Is("else") ? 1 : Is(tokens, i, "or") && Is(tokens, i + 1, "else") ? 2 : 0;

    private static Marker? At(IReadOnlyList<Token> tokens, int i)
    {
        var only = Is(tokens, i, "only") || Is(tokens, i, "just") ? 1 : 0;
        var at = i + only;
        if (Is(tokens, at, "if"))
        {
            return only == 0 && IsAsking(tokens, i) ? null : new Marker(i, only + 1, false);
        }

        if (Is(tokens, at, "unless") || (Is(tokens, at, "except") && Is(tokens, at + 1, "if")))
        {
            return new Marker(i, only + (Is(tokens, at, "unless") ? 1 : 2), true);
        }

        return Phrase(tokens, at) is > 0 and var count ? new Marker(i, only + count, false)
            : Is(tokens, at, "when") && IsConditional(tokens, i, at, only) ? new Marker(i, only + 1, false) : null;
    }

    private static int Phrase(IReadOnlyList<Token> tokens, int i)
    {
        var that = Is(tokens, i + 1, "that") ? 1 : 0;
        if (Is(tokens, i, "provided") || Is(tokens, i, "providing") || Is(tokens, i, "assuming"))
        {
            return 1 + that;
        }

        if ((Is(tokens, i, "as") || Is(tokens, i, "so")) && Is(tokens, i + 1, "long") && Is(tokens, i + 2, "as"))
        {
            return 3;
        }

        return Is(tokens, i, "in") && Is(tokens, i + 1, "case") ? 2 + (Is(tokens, i + 2, "that") ? 1 : 0)
            : Is(tokens, i, "on") && Is(tokens, i + 1, "condition") ? 2 + (Is(tokens, i + 2, "that") ? 1 : 0) : 0;
    }

    private static bool IsConditional(IReadOnlyList<Token> tokens, int i, int when, int only)
    {
        if (only > 0)
        {
            return true;
        }

        var isTold = IsAsking(tokens, i);
        var isAsked = when + 1 < tokens.Count && tokens[when + 1].IsAny(["will", "does", "do", "is", "are", "can", "did", "was", "would", "should"]);
        return i > 0 && !isTold && !isAsked && when + 1 < tokens.Count && tokens[when + 1].IsAny(["it", "that", "the", "they", "this", "order", "not"]);
    }

    private static bool IsAsking(IReadOnlyList<Token> tokens, int i) =>
        i > 0 && (tokens[i - 1].IsAny(Asking) || (i > 1 && tokens[i - 1].Is("me") && tokens[i - 2].IsAny(Asking)));

    private static bool Is(IReadOnlyList<Token> tokens, int i, string word) => i < tokens.Count && tokens[i].Is(word);
}
