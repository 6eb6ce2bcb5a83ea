using System.Text.RegularExpressions;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>Cuts a message so that a value which is one thing is one piece: a quote, an address, a date, an amount.</summary>
internal static partial class SaidWords
{
    private const string Months = "january|february|march|april|may|june|july|august|september|october|november|december";
    private const string Named = $@"(?:{Months})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{Months})(?:,?\s+\d{{4}})?";
    private static readonly string[] Shapes = ["list", "quote", "link", "email", "day", "named", "time", "phone", "number", "word", "mark"];

    /// <summary>The pieces, in order.</summary>
    public static IReadOnlyList<SaidWord> Read(string text) => [.. Piece().Matches(text).Select(Word)];

    /// <summary>The shape of a piece that is the whole text; null when it is several.</summary>
    public static string? ShapeOf(string text) => Piece().Match(text) is { Success: true } match && match.Length == text.Length ? Shape(match) : null;

    private static SaidWord Word(Match match)
    {
        var (shape, lower) = (Shape(match), match.Value.ToLowerInvariant());
        return new SaidWord(match.Value, lower, shape == "word" ? Stemmer.Stem(lower.EndsWith("'s", StringComparison.Ordinal) ? lower[..^2] : lower) : "", match.Index, match.Index + match.Length, shape);
    }

    private static string Shape(Match match) => Array.Find(Shapes, shape => match.Groups[shape].Success)!;

    [GeneratedRegex(
        $$"""
        (?<list>\[[^\]]*\])
        |(?<quote>(?<![A-Za-z0-9])'(?:[^'\n]|'(?=[a-z]))+'(?![A-Za-z])|"[^"\n]+"|“[^”]+”)
        |(?<link>(?:https?://|www\.)[^\s'",]+[A-Za-z0-9/])
        |(?<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
        |(?<day>\d{4}-\d\d-\d\d[T\ ]\d\d:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})
        |(?<named>{{Named}})
        |(?<time>\d{1,2}:\d\d(?:\s*[AaPp]\.?[Mm]\b)?|\d{1,2}\s*[AaPp][Mm]\b)
        |(?<phone>\+\d[\d\-\ ]{6,}\d|\d{3}-\d{3}-\d{4}|\d{3}-\d{4}(?!\d)|(?<!\d)\d{10}(?!\d))
        |(?<number>[$€£]?-?\d[\d,]*(?:\.\d+)?%?)
        |(?<word>[A-Za-z][A-Za-z'’]*)
        |(?<mark>[^\sA-Za-z0-9])
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Piece();
}
