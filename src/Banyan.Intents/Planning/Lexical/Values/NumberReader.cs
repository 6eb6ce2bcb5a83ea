using System.Globalization;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Values;

/// <summary>Reads numbers and money.</summary>
internal static class NumberReader
{
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>The number a token holds, currency, percent and unit signs aside; null when it holds none.</summary>
    public static decimal? Value(string text)
    {
        var bare = text.AsSpan().TrimStart("#$€£+*").TrimEnd("%$€£.,");
        if (bare.Length == 0 || !(char.IsAsciiDigit(bare[0]) || bare[0] == '-'))
        {
            return null;
        }

        var thousand = bare[^1] is 'k' or 'K';
        return decimal.TryParse(thousand ? bare[..^1] : bare, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? thousand ? value * 1000 : value : null;
    }

    /// <summary>The number a token or a number word up to twelve names; <c>a</c> and <c>an</c> are one, <c>a couple</c> is not read.</summary>
    public static decimal? Count(string word) => Value(word) ?? (word is "a" or "an" ? 1 : Array.IndexOf(Words, word) is >= 0 and var at ? at : null);

    /// <summary>Whether the token is money: a currency sign on it, or a currency's name after it.</summary>
    public static bool IsMoney(IReadOnlyList<Token> tokens, int i) =>
        tokens[i].Text[0] is '$' or '€' or '£' || tokens[i].Text[^1] is '$' or '€' or '£'
        || (i + 1 < tokens.Count && tokens[i + 1].Stem is "dollar" or "euro" or "pound" or "buck" or "usd" or "eur" or "gbp" or "quid");
}
