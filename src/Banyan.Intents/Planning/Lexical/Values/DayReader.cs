using System.Globalization;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Values;

/// <summary>Reads days: ISO dates, <c>10 March</c>, <c>March 10th, 2026</c>, <c>tomorrow</c>, <c>next Friday</c>, <c>in 3 days</c>.</summary>
internal static class DayReader
{
    private static readonly string[] Months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>The days in a row of tokens, in order.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="today">The user's day.</param>
    /// <param name="isPast">Whether a day without a year lies behind: conditions look back, wishes look ahead.</param>
    public static List<FoundDay> Read(IReadOnlyList<Token> tokens, DateOnly today, bool isPast = false)
    {
        var days = new List<FoundDay>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if ((Iso(tokens, i) ?? Named(tokens, i, today, isPast) ?? Relative(tokens, i, today) ?? Weekday(tokens, i, today, isPast)) is { } day)
            {
                days.Add(day);
                i += day.Count - 1;
            }
        }

        return days;
    }

    /// <summary>The month a word names, 1 to 12; null when it names none.</summary>
    public static int? MonthOf(string word) => word.Length < 3 ? null : Array.FindIndex(Months, month => month == word || (word.Length is 3 or 4 && month.StartsWith(word, StringComparison.Ordinal))) is >= 0 and var at ? at + 1 : null;

    private static FoundDay? Iso(IReadOnlyList<Token> tokens, int i) =>
        tokens[i].Kind == TokenKind.Number && DateOnly.TryParseExact(tokens[i].Text, ["yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new FoundDay(day, i, 1) : null;

    private static FoundDay? Named(IReadOnlyList<Token> tokens, int i, DateOnly today, bool isPast)
    {
        if (DayNumber(tokens, i) is { } first)
        {
            var of = i + 1 < tokens.Count && tokens[i + 1].Is("of") ? 1 : 0;
            return i + 1 + of < tokens.Count && MonthOf(tokens[i + 1 + of].Text) is { } month ? Dated(tokens, (i, 2 + of), (month, first), (today, isPast)) : null;
        }

        if (MonthOf(tokens[i].Text) is not { } named || i + 1 >= tokens.Count)
        {
            return null;
        }

        var the = tokens[i + 1].Is("the") ? 1 : 0;
        return DayNumber(tokens, i + 1 + the) is { } number ? Dated(tokens, (i, 2 + the), (named, number), (today, isPast)) : null;
    }

    private static FoundDay? Dated(IReadOnlyList<Token> tokens, (int First, int Count) place, (int Month, int Day) date, (DateOnly Today, bool IsPast) at)
    {
        var next = place.First + place.Count;
        next += next < tokens.Count && tokens[next].Is(",") ? 1 : 0;
        var hasYear = next < tokens.Count && tokens[next].Text.Length == 4 && int.TryParse(tokens[next].Text, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200;
        var used = hasYear ? int.Parse(tokens[next].Text, CultureInfo.InvariantCulture) : at.Today.Year;
        if (date.Day > DateTime.DaysInMonth(used, date.Month))
        {
            return null;
        }

        var day = new DateOnly(used, date.Month, date.Day);
        day = hasYear ? day : at.IsPast && day > at.Today ? day.AddYears(-1) : !at.IsPast && day < at.Today ? day.AddYears(1) : day;
        return new FoundDay(day, place.First, (hasYear ? next + 1 : place.First + place.Count) - place.First);
    }

    private static int? DayNumber(IReadOnlyList<Token> tokens, int i)
    {
        if (i >= tokens.Count || tokens[i].Kind != TokenKind.Number)
        {
            return null;
        }

        var text = tokens[i].Text.AsSpan();
        text = text.EndsWith("st", StringComparison.Ordinal) || text.EndsWith("nd", StringComparison.Ordinal) || text.EndsWith("rd", StringComparison.Ordinal) || text.EndsWith("th", StringComparison.Ordinal) ? text[..^2] : text;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31 ? day : null;
    }

    private static FoundDay? Relative(IReadOnlyList<Token> tokens, int i, DateOnly today)
    {
        var word = tokens[i].Text;
        if (word == "day" && i + 2 < tokens.Count && tokens[i + 1].Is("after") && tokens[i + 2].Is("tomorrow"))
        {
            return new FoundDay(today.AddDays(2), i, 3);
        }

        if (word == "in" && i + 2 < tokens.Count && NumberReader.Count(tokens[i + 1].Text) is { } count && Unit(tokens[i + 2].Stem) is { } unit)
        {
            return new FoundDay(unit(today, (int)count), i, 3);
        }

        return word switch
        {
            "today" => new FoundDay(today, i, 1),
            "tomorrow" => new FoundDay(today.AddDays(1), i, 1),
            "yesterday" => new FoundDay(today.AddDays(-1), i, 1),
            _ => null,
        };
    }

    private static Func<DateOnly, int, DateOnly>? Unit(string stem) => stem switch
    {
        "day" => (day, count) => day.AddDays(count),
        "week" => (day, count) => day.AddDays(7 * count),
        "month" => (day, count) => day.AddMonths(count),
        _ => null,
    };

    private static FoundDay? Weekday(IReadOnlyList<Token> tokens, int i, DateOnly today, bool isPast)
    {
        var word = tokens[i].Text;
        var at = word.Length < 3 ? -1 : Array.FindIndex(Weekdays, name => name == word || (word.Length is >= 3 and <= 5 && word is not ("sat" or "sun" or "wed") && name.StartsWith(word, StringComparison.Ordinal)));
        if (at < 0)
        {
            return null;
        }

        var ahead = ((at - (int)today.DayOfWeek) + 7) % 7;
        ahead = ahead == 0 ? 7 : ahead;
        return new FoundDay(today.AddDays(isPast ? ahead - 7 : ahead), i, 1);
    }
}
