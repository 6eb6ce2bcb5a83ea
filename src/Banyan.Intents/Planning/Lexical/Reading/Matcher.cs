using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Values;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>Finds the intent a clause asks for: likeness, then what the values in it say for and against.</summary>
/// <param name="index">The intents.</param>
/// <param name="scene">What is known of the message.</param>
internal sealed class Matcher(LexicalIndex index, Scene scene)
{
    private const double Fits = 0.12;
    private const double Lacks = 0.08;
    private const double Ignores = 0.14;
    private const double Asks = 0.06;
    private const double LeastCover = 0.34;
    private const double Address = 0.22;
    private const double NextBest = 0.03;

    /// <summary>The best intent for the tokens.</summary>
    public Match Match(IReadOnlyList<Token> tokens)
    {
        var words = Fillers.Strip(tokens);
        if (words.Count == 0 || index.Cards.Count == 0)
        {
            return Reading.Match.None;
        }

        var scores = index.Scores.Score(words, out _);
        var evidence = Evidence(tokens);
        var ranked = index.Cards.Select(card => (Card: card, Score: (scores[card.Number] * (0.6 + (0.4 * index.Cover(card, words)))) + evidence(card))).OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Card.Number).Take(4).ToList();
        var (best, score) = ranked[0];
        var margin = ranked.Count > 1 ? score - ranked[1].Score : score;
        var isBelieved = score >= index.Bar.Score && scores[best.Number] >= index.Bar.Score * 0.6 && margin >= index.Bar.Margin && index.Cover(best, words) >= LeastCover;
        return new Match(best, score, margin, isBelieved, [.. ranked.Skip(1).Where(pair => pair.Score >= index.Bar.Score && score - pair.Score < NextBest).Select(pair => pair.Card)]);
    }

    private Func<IntentCard, double> Evidence(IReadOnlyList<Token> tokens)
    {
        var named = scene.Targets.In(tokens).Select(target => target.Kind).ToHashSet(StringComparer.Ordinal);
        var meant = named.Count == 0 && scene.Targets.MeantBy(tokens) is { } last ? last.Kind : null;
        var hasAddress = scene.Address is { } address && tokens.Any(token => token.Start >= address.Start && token.End <= address.End);
        var hasDay = DayReader.Read(tokens, scene.Today).Count > 0;
        var asks = Starts.IsQuestion(Fillers.Strip(tokens));
        return card =>
        {
            var takes = card.Params.Where(param => param.Entity is not null).Select(param => param.Entity!).ToList();
            var value = named.Count > 0
                ? takes.Exists(named.Contains) ? Fits : -Ignores
                : meant is not null ? takes.Contains(meant, StringComparer.Ordinal) ? Fits / 2 : 0
                : card.Target is { IsRequired: true } ? -Lacks : 0;
            value -= asks && !card.IsRead ? Asks : 0;
            value += hasAddress ? card.Takes(ParamKind.Street) || card.Takes(ParamKind.AddressLine) ? Address : -Ignores : 0;
            return value + (hasDay && card.Takes(ParamKind.Day) ? Fits / 2 : 0);
        };
    }
}
