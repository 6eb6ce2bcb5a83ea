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
    private const double Asks = 0.10;
    private const double LeastCover = 0.3;
    private const double Unfit = 0.6;
    private const double Address = 0.22;
    private const double NextBest = 0.03;
    private readonly Dictionary<(int Start, int End, int Count), Match> _known = [];

    /// <summary>The best intent for the tokens; looked up once for each stretch of the message.</summary>
    public Match Match(IReadOnlyList<Token> tokens)
    {
        if (tokens.Count == 0)
        {
            return Reading.Match.None;
        }

        var stretch = (tokens[0].Start, tokens[^1].End, tokens.Count);
        return _known.TryGetValue(stretch, out var match) ? match : _known[stretch] = Find(tokens);
    }

    private Match Find(IReadOnlyList<Token> tokens)
    {
        var words = Fillers.Strip(tokens);
        if (words.Count == 0 || index.Cards.Count == 0)
        {
            return Reading.Match.None;
        }

        var scores = index.Scores.Score(words, out _);
        var evidence = Evidence(tokens);
        var cover = index.Cover(words);
        var ranked = index.Cards.Select(card => (Card: card, Score: Weigh(scores[card.Number] * (0.6 + (0.4 * cover(card))), evidence(card))))
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Card.Number).Take(4).ToList();
        var (best, score) = ranked[0];
        var margin = ranked.Count > 1 ? score - ranked[1].Score : score;
        var isBelieved = score >= index.Bar.Score && scores[best.Number] >= index.Bar.Score * 0.6 && margin >= index.Bar.Margin && cover(best) >= LeastCover;
        return new Match(best, score, margin, isBelieved, [.. ranked.Skip(1).Where(pair => pair.Score >= index.Bar.Score && score - pair.Score < NextBest).Select(pair => pair.Card)]);
    }

    // What can't take the value that stands in the words is hardly meant, however like its examples are.
    private static double Weigh(double likeness, double said) => said <= -Ignores ? (Math.Max(0, likeness) * Unfit) + said : likeness + said;

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
                : meant is not null ? takes.Contains(meant, StringComparer.Ordinal) ? Fits : -Ignores / 2
                : card.Target is { IsRequired: true } ? -Lacks : 0;
            value -= asks && !card.IsRead ? Asks : 0;
            value += hasAddress ? card.Takes(ParamKind.Street) || card.Takes(ParamKind.AddressLine) ? Address : -Ignores : 0;
            return value + (hasDay && card.Takes(ParamKind.Day) ? Fits / 2 : 0);
        };
    }
}
