using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Finds the user's own sentences for a text parameter: what is quoted, or what follows <c>that</c>, <c>saying</c>, <c>because</c> or a colon.</summary>
internal static class FreeTexts
{
    /// <summary>The words as the user wrote them; null when there are none.</summary>
    public static string? Find(Scene scene, Clause clause, IntentCard card)
    {
        var tokens = clause.Tokens;
        if (tokens.FirstOrDefault(token => token.Kind == TokenKind.Quote) is { Text: not null } quote)
        {
            return quote.Text;
        }

        for (var i = 1; i < tokens.Count; i++)
        {
            if (Opens(tokens, i) is > 0 and var count && HasSubstance(scene, tokens, i + count))
            {
                return scene.Text[tokens[i + count].Start..tokens[^1].End].Trim().TrimEnd(',', ';');
            }
        }

        return About(scene, tokens) ?? Beside(scene, tokens, card);
    }

    private static int Opens(IReadOnlyList<Token> tokens, int i)
    {
        if (tokens[i].IsAny(["that", "saying", "because", "since", ":", "-"]))
        {
            return i + 1 < tokens.Count && tokens[i + 1].Is("that") ? 2 : 1;
        }

        return 0;
    }

    private static bool HasSubstance(Scene scene, IReadOnlyList<Token> tokens, int from)
    {
        var rest = tokens.Skip(from).ToList();
        return rest.Count(token => token.Kind == TokenKind.Word) >= 2 && !Fillers.SaysNothing(rest) && !(rest.All(token => token.Kind != TokenKind.Word || StopWords.Has(token.Text) || Concepts.Of(token.Stem) == "order") && scene.Targets.In(rest).Count > 0);
    }

    // "complain about the damaged box": a noun with something said of it, not a mere number.
    private static string? About(Scene scene, IReadOnlyList<Token> tokens)
    {
        var at = -1;
        for (var i = 1; i + 2 < tokens.Count; i++)
        {
            at = tokens[i].Is("about") ? i : at;
        }

        if (at < 0)
        {
            return null;
        }

        var rest = tokens.Skip(at + 1).Where(token => token.Kind == TokenKind.Word && !token.IsAny(["the", "my", "a", "an", "order", "it", "number", "parcel", "something", "this", "that"])).ToList();
        return rest.Count >= 2 ? scene.Text[tokens[at + 1].Start..tokens[^1].End] : null;
    }

    // "my bookshelf is late, I want to complain": what stands on the other side of the comma.
    private static string? Beside(Scene scene, IReadOnlyList<Token> tokens, IntentCard card)
    {
        var own = Tokenizer.Read(string.Join(' ', NameSplitter.Split(card.Intent.Key))).Select(token => Concepts.Of(token.Stem) ?? token.Stem).ToHashSet(StringComparer.Ordinal);
        bool Asks(Token token) => token.Kind == TokenKind.Word && own.Contains(Concepts.Of(token.Stem) ?? token.Stem);
        for (var i = 2; i + 1 < tokens.Count; i++)
        {
            if (!tokens[i].IsAny([",", "and", "so"]))
            {
                continue;
            }

            var (before, after) = (tokens.Take(i).ToList(), tokens.Skip(i + 1).ToList());
            if (after.Exists(Asks) && !before.Exists(Asks) && !Concepts.In(before).Any(own.Contains) && before.Count(token => token.Kind == TokenKind.Word) >= 3)
            {
                return scene.Text[before[0].Start..before[^1].End];
            }

            if (tokens[i].Is(",") && before.Exists(Asks) && !after.Exists(Asks) && after.Count(token => token.Kind == TokenKind.Word) >= 3 && HasSubstance(scene, after, 0))
            {
                return scene.Text[after[0].Start..after[^1].End];
            }
        }

        return null;
    }
}
