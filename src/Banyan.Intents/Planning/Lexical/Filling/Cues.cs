using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>How much the words around a value say that it is a parameter's: the parameter's name near it, and the little word before it.</summary>
internal static class Cues
{
    private const int Before = 4, After = 3, Between = 8;

    private static readonly Dictionary<string, string[]> Little = new(StringComparer.Ordinal)
    {
        ["from"] = ["from", "origin", "source", "start", "pickup", "departure", "base", "begin", "initial"],
        ["to"] = ["to", "destination", "target", "end", "recipient", "dropoff", "arrival", "convert"],
        ["by"] = ["artist", "author", "by", "composer", "writer", "director", "starring"],
        ["in"] = ["location", "city", "country", "language", "place", "area", "region", "destination", "where", "genre"],
        ["at"] = ["location", "place", "time", "rate", "restaurant"],
        ["on"] = ["date", "day", "exchange", "platform"],
        ["near"] = ["location"],
        ["between"] = ["origin", "min", "start"],
        ["called"] = ["title", "name"],
        ["titled"] = ["title"],
        ["named"] = ["name", "title"],
        ["into"] = ["target", "to", "language"],
        ["until"] = ["end"],
        ["starting"] = ["start", "date", "pickup", "check", "departure"],
        ["using"] = ["key", "encryption", "mode", "method", "algorithm"],
        ["saying"] = ["message", "body", "text"],
    };

    // What people count with, and what services call it.
    private static readonly (string Said, string[] Of)[] Alike =
    [
        ("night", ["day"]), ("bedroom", ["bed"]), ("bathroom", ["bath"]), ("ticket", ["seat", "size", "group", "passenger"]), ("people", ["seat", "size", "party", "group", "passenger", "guest", "ticket"]),
        ("person", ["seat", "size", "party", "group", "passenger", "guest", "ticket"]), ("adult", ["seat", "size", "group", "passenger", "guest"]), ("table", ["size", "party"]), ("guest", ["size", "party"]),
    ];

    /// <summary>Whether a word near a number says that it counts what the parameter is about.</summary>
    public static bool Counts(ParamNeed need, IReadOnlyList<SaidWord> words, SaidValue value, (int From, int To) within) =>
        Enumerable.Range(Math.Max(within.From, value.From - 2), Math.Min(within.To, value.To + 3) - Math.Max(within.From, value.From - 2)).Any(at => words[at].IsWord && (Names(need, words[at]) || need.About.Contains(words[at].Stem)));

    /// <summary>The weight of the words around a value.</summary>
    /// <param name="need">The parameter.</param>
    /// <param name="words">The message.</param>
    /// <param name="value">The value.</param>
    /// <param name="within">The words that count.</param>
    /// <param name="others">The step's other parameters: a little word that is one of theirs speaks against this one.</param>
    public static double Of(ParamNeed need, IReadOnlyList<SaidWord> words, SaidValue value, (int From, int To) within, IReadOnlyList<ParamNeed> others)
    {
        var score = 0.0;
        for (var distance = 0; distance < Before && value.From - 1 - distance >= within.From; distance++)
        {
            score += Weight(need, words[value.From - 1 - distance], distance, 1.6, need.Stems.Contains(words[value.From - 1 - distance].Stem));
        }

        for (var distance = 0; distance < After && value.To + distance < within.To; distance++)
        {
            score += Weight(need, words[value.To + distance], distance, 1.1, Names(need, words[value.To + distance]));
        }

        return score + LittleWord(need, words, value, within, others);
    }

    private static double Weight(ParamNeed need, SaidWord word, int distance, double most, bool isName) =>
        !word.IsWord ? 0 : isName ? most - (0.25 * distance) : need.About.Contains(word.Stem) && !StopWords.Has(word.Lower) ? 0.5 - (0.1 * distance) : 0;

    private static bool Names(ParamNeed need, SaidWord word) =>
        need.Stems.Contains(word.Stem) || Array.Exists(Alike, pair => Stemmer.Stem(pair.Said) == word.Stem && pair.Of.Any(of => need.Stems.Contains(Stemmer.Stem(of))));

    private static double LittleWord(ParamNeed need, IReadOnlyList<SaidWord> words, SaidValue value, (int From, int To) within, IReadOnlyList<ParamNeed> others)
    {
        var at = value.From - 1;
        while (at > within.From && words[at].Lower is "the" or "a" or "an" or "of")
        {
            at--;
        }

        if (at < within.From)
        {
            return 0;
        }

        if (words[at].Lower == "and" && need.Words.Overlaps(Little["to"]) && Enumerable.Range(Math.Max(within.From, value.From - Between), value.From - Math.Max(within.From, value.From - Between)).Any(one => words[one].Lower == "between"))
        {
            return 1.2;
        }

        return !Little.TryGetValue(words[at].Lower, out var meant) ? 0 : need.Words.Overlaps(meant) ? 1.2 : others.Any(other => other != need && other.Words.Overlaps(meant)) ? -0.8 : 0;
    }
}
