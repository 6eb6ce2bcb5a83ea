using System.Collections.Frozen;
using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Finds nouns: the thing in a thing, as the lamp from order 1001, and what is searched for.</summary>
internal static class Nouns
{
    private static readonly FrozenSet<string> Articles = new[] { "the", "my", "a", "an", "that", "this", "one", "some", "your", "any" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Relations = new[] { "from", "in", "of", "out", "with", "inside", "on" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Empty = new[]
    {
        "i", "me", "my", "you", "your", "we", "us", "it", "is", "are", "was", "be", "do", "does", "did", "have", "has", "had", "can", "could", "would", "will", "shall", "should", "may", "the", "a", "an", "any", "some", "all", "every", "what", "which", "where",
        "how", "much", "many", "there", "that", "this", "these", "those", "for", "of", "in", "on", "at", "to", "from", "with", "and", "or", "got", "get", "want", "need", "like", "please", "sale", "am", "not", "about", "one", "now", "right", "here", "buy", "kind", "sort", "kinds", "hi", "hello", "hey",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Stems that name a part of an order.</summary>
    public static FrozenSet<string> Things { get; } = new[] { "item", "product", "articl", "thing", "good" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The noun before <c>from</c>, <c>in</c> or <c>of</c> and an id, or before a comma and an id; null when there is none.</summary>
    public static string? PartOf(Scene scene, IReadOnlyList<Token> tokens)
    {
        for (var i = 1; i < tokens.Count; i++)
        {
            if (!Articles.Contains(tokens[i - 1].Text) || tokens[i].Kind != TokenKind.Word)
            {
                continue;
            }

            var end = i;
            while (end < tokens.Count && end - i < 3 && tokens[end].Kind == TokenKind.Word && !Relations.Contains(tokens[end].Text) && !Empty.Contains(tokens[end].Text) && !Markers(tokens[end]))
            {
                end++;
            }

            var isPart = end > i && end < tokens.Count && (Relations.Contains(tokens[end].Text) || tokens[end].Is(",") || tokens[end].Kind == TokenKind.Mark || Empty.Contains(tokens[end].Text) || Markers(tokens[end]));
            isPart |= end > i && end == tokens.Count;
            var isPhrase = end < tokens.Count && Concepts.Of(tokens[end - 1].Stem + "-" + tokens[end].Stem) is not null;
            isPart &= !isPhrase && (end + 1 >= tokens.Count || end == i || Concepts.Of(tokens[i].Stem + "-" + tokens[Math.Min(i + 1, tokens.Count - 1)].Stem) is null);
            if (isPart && !Enumerable.Range(i, end - i).Any(at => Concepts.Of(tokens[at].Stem) is "order" or "parcel" or "product" or "account" or "pay" or "return"))
            {
                return scene.Text[tokens[i].Start..tokens[end - 1].End];
            }
        }

        return null;
    }

    /// <summary>What is left of a search when its own words are gone; null when nothing is.</summary>
    public static string? Searched(IReadOnlyList<Token> tokens, IntentCard card)
    {
        var own = Tokenizer.Read(string.Join(' ', NameSplitter.Split(card.Intent.Key)) + " " + card.Intent.Title).Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        var left = tokens.Where(token => token.Kind is TokenKind.Word or TokenKind.Quote && !Empty.Contains(token.Text) && !own.Contains(token.Stem) && Concepts.Of(token.Stem) is not ("find" or "show" or "product" or "price")).ToList();
        return left.Count is 0 or > 4 ? null : string.Join(' ', left.Select(token => token.Kind == TokenKind.Quote ? token.Text : Singular(token.Text)));
    }

    private static bool Markers(Token token) => token.IsAny(["if", "unless", "when", "because", "is", "was", "back", "so"]);

    private static string Singular(string word) => word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word.EndsWith("shelves", StringComparison.Ordinal) ? word[..^3] + "f" : word[..^1] : word;
}
