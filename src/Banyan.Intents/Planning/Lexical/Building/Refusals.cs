using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Values;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Finds what must not be planned at all: another person's data, everybody's data, and words that turn against the rules.</summary>
internal static class Refusals
{
    private static readonly string[] Turning = ["ignore", "disregard", "forget", "override", "bypass", "violate", "break", "drop", "skip"];
    private static readonly string[] Rules = ["rule", "instruction", "guidelin", "prompt", "restriction", "polici", "policy", "safeguard", "safety", "constraint", "programm", "training", "limit"];
    private static readonly string[] Everybody = ["everybody", "everyone", "everybody's", "everyone's"];
    private static readonly string[] People = ["customer", "user", "client", "account", "person", "people", "member"];

    /// <summary>The code or words of the refusal; null when there is nothing to refuse.</summary>
    public static string? Find(Scene scene)
    {
        if (TurnsAgainstRules(scene.Tokens))
        {
            return "I keep to my rules, so I have done nothing. Ask me for something of your own.";
        }

        if (AsksForAll(scene.Tokens))
        {
            return "I only show you what is yours, so I have done nothing.";
        }

        return NamesAnother(scene) ? ProblemWords.DeniedSubject : null;
    }

    private static bool TurnsAgainstRules(IReadOnlyList<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].IsAny(Turning))
            {
                continue;
            }

            for (var j = i + 1; j < Math.Min(tokens.Count, i + 6); j++)
            {
                if (Array.IndexOf(Rules, tokens[j].Stem) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool AsksForAll(IReadOnlyList<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsAny(Everybody))
            {
                return true;
            }

            var isAll = tokens[i].IsAny(["all", "every", "each", "any", "other", "another"]);
            for (var j = i + 1; isAll && j < Math.Min(tokens.Count, i + (tokens[i].Is("all") ? 4 : 2)); j++)
            {
                if (Array.IndexOf(People, tokens[j].Stem) >= 0 && !tokens.Skip(i).Take(j - i).Any(token => token.IsAny(["my", "your", "our"])) && !(tokens[i].Is("any") && j + 1 < tokens.Count && tokens[j].Stem == "account"))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool NamesAnother(Scene scene)
    {
        var subject = scene.Request.Subject;
        var emails = scene.Tokens.Where(token => token.Kind == TokenKind.Email).Select(token => token.Text).Where(email => email != subject.Email).ToList();
        if (emails.Count > 0 && !scene.Index.Cards.Any(card => card.Takes(ParamKind.Email)))
        {
            return true;
        }

        return (Phones.Find(scene.Text) is not null && !scene.Index.Cards.Any(card => card.Takes(ParamKind.Phone))) || NamesByName(scene.Tokens);
    }

    // "Bob's phone number": somebody's, and not the caller's.
    private static bool NamesByName(IReadOnlyList<Token> tokens)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            var owner = tokens[i].Text.EndsWith("'s", StringComparison.Ordinal) && tokens[i].Kind == TokenKind.Word && Concepts.Of(tokens[i].Stem) is null && !tokens[i].IsAny(["today's", "tomorrow's", "yesterday's", "it's", "that's", "there's", "what's", "let's", "day's", "week's", "month's", "year's"]);
            if (owner && tokens.Skip(i + 1).Take(2).Any(token => Concepts.Of(token.Stem) is "phone" or "address" or "email" or "account" or "points" or "order" or "detail" || token.Stem is "number" or "profil"))
            {
                return true;
            }
        }

        return false;
    }
}
