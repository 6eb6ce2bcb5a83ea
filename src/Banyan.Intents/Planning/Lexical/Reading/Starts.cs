using System.Collections.Frozen;
using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>Knows with which words a request begins.</summary>
internal static class Starts
{
    private static readonly FrozenSet<string> Verbs = new[]
    {
        "cancel", "tell", "show", "give", "complain", "file", "raise", "return", "track", "send", "get", "check", "list", "find", "make", "open", "update", "change", "move", "close", "stop", "reschedule", "lodge",
        "register", "buy", "book", "search", "look", "call", "write", "delete", "remove", "add", "create", "set", "calculate", "convert", "translate", "generate", "reserve", "schedule", "order", "play", "let", "refund", "exchange", "please", "can", "could",
        "would", "will", "what", "where", "when", "how", "who", "which", "why", "is", "are", "do", "does", "did", "has", "have", "read", "print", "help", "compute", "analyze", "encrypt", "validate", "execute", "postpone", "deliver", "keep", "bring", "pay", "sing", "plan", "explain", "say", "modify", "know", "receive", "purchase", "rent", "record", "perform", "determine", "solve", "see",
    }.Select(Stemmer.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a stem is a verb requests begin with.</summary>
    public static bool IsVerb(string stem) => Verbs.Contains(stem);

    /// <summary>Whether the tokens ask for knowledge, not for a deed: they begin with a question word or a verb of state.</summary>
    public static bool IsQuestion(IReadOnlyList<Token> tokens) =>
        tokens.Count > 0 && tokens[0].IsAny(["what", "where", "when", "how", "who", "which", "is", "are", "has", "have", "did", "does", "was", "were"]);

    /// <summary>Whether the tokens state something and ask for nothing: a verb of state stands in them, and none of asking in front.</summary>
    public static bool IsStatement(IReadOnlyList<Token> tokens, LexicalIndex index) =>
        !At(tokens, 0, index) && tokens.Any(token => token.IsAny(["is", "are", "was", "were", "am", "has", "have", "had", "do", "does", "did", "will"]));

    /// <summary>Whether a request may begin at a token.</summary>
    public static bool At(IReadOnlyList<Token> tokens, int i, LexicalIndex index)
    {
        if (i >= tokens.Count || tokens[i].Kind != TokenKind.Word)
        {
            return false;
        }

        if (tokens[i].Is("i") && i + 1 < tokens.Count)
        {
            return tokens[i + 1].IsAny(["want", "need", "would", "wish", "like"]);
        }

        return Verbs.Contains(tokens[i].Stem) || (index.FirstWords.Contains(tokens[i].Stem) && tokens[i].Text.Length > 3);
    }
}
