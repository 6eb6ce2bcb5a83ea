using System.Text.RegularExpressions;

namespace Banyan.Intents.Planning.Lexical.Values;

/// <summary>Finds telephone numbers.</summary>
internal static partial class Phones
{
    /// <summary>The first number of a text that is written like a telephone's: a plus, or eight digits and more in groups; null when there is none.</summary>
    public static string? Find(string text)
    {
        foreach (var match in Number().EnumerateMatches(text))
        {
            var found = text.AsSpan(match.Index, match.Length);
            var digits = 0;
            foreach (var letter in found)
            {
                digits += char.IsAsciiDigit(letter) ? 1 : 0;
            }

            if (digits >= 8 && digits <= 15)
            {
                return found.Trim().ToString();
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?<![\w#$@.])(?:\+\d[\d ()-]{6,20}\d|0\d{2,5}[ -]?\d{3,4}[ -]?\d{3,6}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})(?!\w)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Number();
}
