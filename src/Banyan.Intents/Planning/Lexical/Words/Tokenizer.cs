using System.Globalization;
using System.Text;

namespace Banyan.Intents.Planning.Lexical.Words;

/// <summary>Cuts text into tokens that know where they stand in it.</summary>
internal static class Tokenizer
{
    private const string Openers = "\"“«‘'`([{";
    private const string Closers = ".,;:!?)]}\"”»’'`…";

    /// <summary>The tokens, in order. A contraction gives several tokens with one place.</summary>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                if (text[at] == '\n')
                {
                    tokens.Add(Mark(".", at));
                }

                at++;
            }
            else
            {
                at = QuoteEnd(text, at) is { } end ? AddQuote(tokens, text, at, end) : AddChunk(tokens, text, at);
            }
        }

        return tokens;
    }

    /// <summary>Lower case, without accents, with plain apostrophes.</summary>
    public static string Normalise(string text)
    {
        var lower = text.ToLowerInvariant().Replace('’', '\'').Replace('‘', '\'').Replace('`', '\'');
        if (!lower.Any(letter => letter > 127))
        {
            return lower;
        }

        var plain = new StringBuilder(lower.Length);
        foreach (var letter in lower.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(letter);
            }
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }

    private static int? QuoteEnd(string text, int at)
    {
        var close = text[at] switch { '"' => '"', '“' => '”', '«' => '»', '‘' => '’', '\'' => '\'', _ => '\0' };
        if (close == '\0' || (at > 0 && !char.IsWhiteSpace(text[at - 1]) && text[at - 1] is not ('(' or ':' or '=')))
        {
            return null;
        }

        for (var end = text.IndexOf(close, at + 1); end > at + 1; end = text.IndexOf(close, end + 1))
        {
            if (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1]))
            {
                return end;
            }
        }

        return null;
    }

    private static int AddQuote(List<Token> tokens, string text, int at, int end)
    {
        var inner = text[(at + 1)..end];
        tokens.Add(new Token(inner, inner, at, end + 1, TokenKind.Quote));
        return end + 1;
    }

    private static int AddChunk(List<Token> tokens, string text, int at)
    {
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        var (first, last) = (at, end);
        while (first < last && Openers.Contains(text[first], StringComparison.Ordinal))
        {
            first++;
        }

        while (last > first && Closers.Contains(text[last - 1], StringComparison.Ordinal))
        {
            last--;
        }

        AddParts(tokens, text, first, last);
        for (var i = last; i < end; i++)
        {
            if (".,;:!?…)".Contains(text[i], StringComparison.Ordinal))
            {
                tokens.Add(Mark(text[i] == '…' ? "." : text[i].ToString(), i));
            }
        }

        return end;
    }

    private static void AddParts(List<Token> tokens, string text, int first, int last)
    {
        var from = first;
        for (var i = first; i <= last; i++)
        {
            if (i < last && !Cuts(text, i, first, last))
            {
                continue;
            }

            AddWord(tokens, text, from, i);
            if (i < last)
            {
                tokens.Add(Mark(text[i] switch { '–' or '—' => "-", var mark => mark.ToString() }, i));
            }

            from = i + 1;
        }
    }

    private static bool Cuts(string text, int i, int first, int last)
    {
        var isBetweenDigits = i > first && i + 1 < last && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]);
        return text[i] switch
        {
            ',' or ';' or '?' or '!' or '–' or '—' or '(' or ')' or '"' => !isBetweenDigits,
            ':' or '/' => !isBetweenDigits && !text.AsSpan(first, last - first).Contains("//", StringComparison.Ordinal) && text[first] != '/' && char.IsAsciiLetter(text[first]),
            '+' or '&' or '-' => last - first == 1,
            _ => false,
        };
    }

    private static void AddWord(List<Token> tokens, string text, int from, int to)
    {
        if (from >= to)
        {
            return;
        }

        var word = Normalise(text[from..to]);
        var kind = KindOf(word);
        word = kind == TokenKind.Email ? Bare(word) : word;
        foreach (var part in kind == TokenKind.Word ? Contractions.SpellOut(word).Split(' ') : [word])
        {
            tokens.Add(new Token(part, kind == TokenKind.Word ? Stemmer.Stem(Bare(part)) : part, from, to, kind));
        }
    }

    private static string Bare(string word) => word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word.EndsWith('\'') ? word[..^1] : word;

    private static TokenKind KindOf(string word)
    {
        var at = word.IndexOf('@', StringComparison.Ordinal);
        if (at > 0 && word.IndexOf('.', at) > at + 1)
        {
            return TokenKind.Email;
        }

        var first = word[0] is '#' or '$' or '€' or '£' or '+' or '-' or '*' && word.Length > 1 ? word[1] : word[0];
        return char.IsAsciiDigit(first) ? TokenKind.Number : TokenKind.Word;
    }

    private static Token Mark(string mark, int at) => new(mark, mark, at, at + 1, TokenKind.Mark);
}
