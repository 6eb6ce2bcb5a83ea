using System.Globalization;
using System.Text.RegularExpressions;

namespace Banyan.Intents.Checking.Binding;

/// <summary>The numbers and amounts of money that words name.</summary>
internal static partial class SpokenNumbers
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>All of them, in any order.</summary>
    public static HashSet<decimal> In(SpokenText words)
    {
        var found = new HashSet<decimal>(Digits(words.Text));
        for (var i = 0; i < words.Tokens.Count; i++)
        {
            if (Spelled(words.Tokens, i) is { } number)
            {
                found.Add(number);
            }
        }

        return found;
    }

    private static IEnumerable<decimal> Digits(string text)
    {
        foreach (Match match in Number().Matches(text))
        {
            var written = match.Value;
            foreach (var read in new[] { written.Replace(",", "", StringComparison.Ordinal), written.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') })
            {
                // "1,250" is said of both 1250 and 1.25; "1,250.00" of the one alone, for the other form has groups behind its point.
                if (IsGrouped(written) && decimal.TryParse(read, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                {
                    yield return match.Groups["thousand"].Success ? number * 1000 : number;
                }
            }
        }
    }

    private static bool IsGrouped(string written) => written.Count(c => c is ',' or '.') <= 1 || GroupedForm().IsMatch(written);

    private static decimal? Spelled(IReadOnlyList<string> tokens, int at)
    {
        var token = tokens[at];
        if (Array.IndexOf(Small, token) is >= 0 and var small)
        {
            return small * Scale(tokens, at + 1);
        }

        if (Array.IndexOf(Tens, token) is >= 0 and var ten)
        {
            var unit = at + 1 < tokens.Count ? Array.IndexOf(Small, tokens[at + 1]) : -1;
            var isJoined = unit is > 0 and < 10;
            return (((ten + 2) * 10) + (isJoined ? unit : 0)) * Scale(tokens, at + (isJoined ? 2 : 1));
        }

        return token switch
        {
            "a" or "an" or "single" or "once" => Scale(tokens, at + 1),
            "couple" or "both" or "twice" or "pair" => 2,
            "half" => 0.5m,
            "dozen" => 12,
            "none" or "no" => 0,
            _ => null,
        };
    }

    private static decimal Scale(IReadOnlyList<string> tokens, int at) => (at < tokens.Count ? tokens[at] : "") switch
    {
        "hundred" => 100,
        "thousand" => 1000,
        "dozen" => 12,
        _ => 1,
    };

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}.,])-?[0-9]+(?:[.,][0-9]+)*(?<thousand>k\b)?(?![\p{L}\p{Nd}]*[0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\A-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?k?\z|\A-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?k?\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex GroupedForm();
}
