using System.Globalization;
using System.Text;

namespace Banyan.Intents.Checking.Binding;

/// <summary>The user's own words, normalised: compatibility forms folded, invisible characters gone, lower case, one kind of quote, dash and space.</summary>
internal sealed class SpokenText
{
    private SpokenText(string text, IReadOnlyList<string> tokens) => (Text, Tokens) = (text, tokens);

    /// <summary>The normalised text.</summary>
    public string Text { get; }

    /// <summary>Runs of letters and digits, in order.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Normalises.</summary>
    public static SpokenText Of(string written)
    {
        var text = Normal(written);
        return new SpokenText(text, Cut(text));
    }

    /// <summary>Whether a text stands in the words as a whole: not inside of a longer word or number.</summary>
    public bool Holds(string value)
    {
        var wanted = Normal(value).Trim();
        if (wanted.Length == 0)
        {
            return false;
        }

        for (var at = Text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = Text.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            if (IsEdge(at - 1, wanted[0], -1) && IsEdge(at + wanted.Length, wanted[^1], 1))
            {
                return true;
            }
        }

        // One word has been looked for already; "#1002" is also said as 1002.
        var tokens = Cut(wanted);
        return IsPlain(wanted) && (tokens.Count > 1 ? HoldsTokens(tokens) : tokens.Count == 1 && !char.IsLetterOrDigit(wanted[0]) && Holds(tokens[0]));
    }

    /// <summary>Whether these words stand there one after another.</summary>
    public bool HoldsTokens(IReadOnlyList<string> wanted) =>
        wanted.Count > 0 && Enumerable.Range(0, Math.Max(0, Tokens.Count - wanted.Count + 1)).Any(at => wanted.Select((token, i) => Tokens[at + i] == token).All(isEqual => isEqual));

    /// <summary>Runs of letters and digits.</summary>
    public static List<string> Cut(string text)
    {
        var tokens = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end > at)
            {
                tokens.Add(text[at..end]);
            }

            at = Math.Max(end, at + 1);
        }

        return tokens;
    }

    private static string Normal(string written)
    {
        var text = new StringBuilder(written.Length);
        foreach (var c in Folded(written))
        {
            var kind = char.GetUnicodeCategory(c);
            var folded = c switch
            {
                '\u2018' or '\u2019' or '\u201a' or '\u00b4' or '`' => '\'',
                '\u201c' or '\u201d' or '\u201e' or '\u00ab' or '\u00bb' => '"',
                _ when kind == UnicodeCategory.DashPunctuation || c == '\u2212' => '-',
                _ when char.IsWhiteSpace(c) => ' ',
                _ => char.ToLowerInvariant(c),
            };
            if (kind is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark) && !(folded == ' ' && text.Length > 0 && text[^1] == ' '))
            {
                text.Append(folded);
            }
            else if (char.IsWhiteSpace(c) && text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString();
    }

    // Half a surrogate pair cannot be normalised; it stands for nothing anybody said.
    private static string Folded(string written)
    {
        try
        {
            return written.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return new string([.. written.Where(c => !char.IsSurrogate(c))]).Normalize(NormalizationForm.FormKC);
        }
    }

    // Punctuation between words may differ (a comma in an address), but not in an e-mail, a link or a signed number.
    private static bool IsPlain(string wanted) =>
        !wanted.Contains('@', StringComparison.Ordinal) && !wanted.Contains("://", StringComparison.Ordinal)
        && wanted.All(c => char.IsLetterOrDigit(c) || c is ' ' or ',' or ';' or '\'' or '"' or '#' or '/' or '-' or '&' or '!' or '?' or '(' or ')' or '.' or ':')
        && !HasPointedNumber(wanted);

    private static bool HasPointedNumber(string wanted)
    {
        for (var i = 1; i + 1 < wanted.Length; i++)
        {
            if (wanted[i] is '.' or ',' or ':' && char.IsAsciiDigit(wanted[i - 1]) && char.IsAsciiDigit(wanted[i + 1]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsEdge(int at, char own, int step)
    {
        if (at < 0 || at >= Text.Length || !char.IsLetterOrDigit(own))
        {
            return true;
        }

        // The dot in 12.50 and the at-sign in a@b belong to what is around; a full stop ends a sentence.
        var beside = at + step;
        return !char.IsLetterOrDigit(Text[at])
            && !(Text[at] is '.' or '@' or '_' && beside >= 0 && beside < Text.Length && char.IsLetterOrDigit(Text[beside]));
    }
}
