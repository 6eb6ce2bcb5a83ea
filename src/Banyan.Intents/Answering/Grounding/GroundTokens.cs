using System.Globalization;

namespace Banyan.Intents.Answering.Grounding;

/// <summary>Finds numbers, days, e-mails, ids and names in text by one scan over its words.</summary>
internal static class GroundTokens
{
    private static readonly string[] Months = [.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Where(name => name.Length > 0)];
    private static readonly char[] Around = ['(', ')', '[', ']', '"', '“', '”', '\'', '’', ',', ';', ':', '!', '?', '*', '`', '#', '$', '€', '£', '%', '.', '…', '–', '—', '<', '>'];

    /// <summary>Tokens in the order of the text.</summary>
    public static IReadOnlyList<GroundToken> Read(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var tokens = new List<GroundToken>();
        var isStart = true;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i].Trim(Around);
            if (TryDay(words, i, out var day, out var used))
            {
                tokens.Add(new GroundToken(GroundTokenKind.Date, word, Date: day));
                i += used - 1;
            }
            else if (word.Length > 0)
            {
                Add(word, isStart, tokens);
            }

            isStart = words[i][^1] is '.' or '!' or '?' or ':' or '-' or '*' || words[i] is "-" or "*" or "•";
        }

        return tokens;
    }

    private static void Add(string word, bool isStart, List<GroundToken> tokens)
    {
        if (DateTimeOffset.TryParseExact(word, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            tokens.Add(new GroundToken(GroundTokenKind.Date, word, Date: DateOnly.FromDateTime(at.UtcDateTime)));
        }
        else if (decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            tokens.Add(new GroundToken(GroundTokenKind.Number, word, number));
        }
        else if (word.Contains('@', StringComparison.Ordinal) || word.Contains("://", StringComparison.Ordinal) || (word.Any(char.IsDigit) && !IsOrdinal(word)))
        {
            tokens.Add(new GroundToken(GroundTokenKind.Id, word));
        }
        else if (!isStart && char.IsUpper(word[0]) && word.Length > 1 && !word.StartsWith("I'", StringComparison.Ordinal) && !word.StartsWith("I’", StringComparison.Ordinal))
        {
            tokens.Add(new GroundToken(GroundTokenKind.Name, word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word[..^2] : word));
        }
    }

    private static bool IsOrdinal(string word) => word.Length > 2 && char.IsDigit(word[^3]) && word[^2..] is "st" or "nd" or "rd" or "th";

    /// <summary>"20 November 2026", "November 20, 2026".</summary>
    private static bool TryDay(string[] words, int at, out DateOnly day, out int used)
    {
        (day, used) = (default, 3);
        if (at + 2 >= words.Length)
        {
            return false;
        }

        var (first, second, third) = (words[at].Trim(Around), words[at + 1].Trim(Around), words[at + 2].Trim(Around));
        var (dayText, month) = char.IsDigit(first.Length > 0 ? first[0] : ' ') ? (first, second) : (second, first);
        var number = Array.FindIndex(Months, name => name.Equals(month, StringComparison.OrdinalIgnoreCase) || (month.Length == 3 && name.StartsWith(month, StringComparison.OrdinalIgnoreCase)));
        dayText = dayText.TrimEnd('s', 't', 'n', 'd', 'r', 'h');
        return number >= 0
            && int.TryParse(dayText, NumberStyles.None, CultureInfo.InvariantCulture, out var dayNumber)
            && int.TryParse(third, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && DateOnly.TryParseExact($"{year:D4}-{number + 1:D2}-{dayNumber:D2}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
