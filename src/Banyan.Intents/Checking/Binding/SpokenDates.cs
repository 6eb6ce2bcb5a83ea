using System.Globalization;
using System.Text.RegularExpressions;

namespace Banyan.Intents.Checking.Binding;

/// <summary>The days that words may mean. An ambiguous form (3/4, "next Friday") means each of its readings: the confirmation shows which was taken.</summary>
internal static partial class SpokenDates
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>All of them.</summary>
    /// <param name="words">The words.</param>
    /// <param name="today">Today where the user is.</param>
    public static HashSet<DateOnly> In(SpokenText words, DateOnly today)
    {
        var found = new HashSet<DateOnly>();
        foreach (Match match in Numeric().Matches(words.Text))
        {
            var numbers = match.Value.Split('-', '/', '.').Where(part => part.Length > 0).Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            foreach (var day in Readings(numbers, today))
            {
                found.Add(day);
            }
        }

        for (var i = 0; i < words.Tokens.Count; i++)
        {
            found.UnionWith(Relative(words.Tokens, i, today).Concat(Named(words.Tokens, i, today)));
        }

        return found;
    }

    private static IEnumerable<DateOnly> Readings(int[] numbers, DateOnly today)
    {
        if (numbers is [> 999, var month, var day])
        {
            return Day(numbers[0], month, day);
        }

        var year = numbers.Length > 2 ? numbers[2] < 100 ? 2000 + numbers[2] : numbers[2] : (int?)null;
        return OfYear(year, numbers[0], numbers[1], today).Concat(OfYear(year, numbers[1], numbers[0], today));
    }

    private static IEnumerable<DateOnly> Relative(IReadOnlyList<string> tokens, int at, DateOnly today)
    {
        switch (tokens[at])
        {
            case "today" or "tonight" or "now":
                yield return today;
                break;
            case "tomorrow":
                yield return today.AddDays(at >= 3 && tokens[at - 2] == "day" && tokens[at - 1] == "after" ? 2 : 1);
                yield return at >= 2 && tokens[at - 1] == "after" ? today.AddDays(2) : today.AddDays(1);
                break;
            case "yesterday":
                yield return today.AddDays(-1);
                break;
            case var unit when unit.StartsWith("day", StringComparison.Ordinal) || unit.StartsWith("week", StringComparison.Ordinal):
                var one = unit.StartsWith("week", StringComparison.Ordinal) ? 7 : 1;
                var count = at > 0 ? SpokenNumbers.In(SpokenText.Of(tokens[at - 1])).Where(number => number is >= 0 and <= 400).Cast<decimal?>().FirstOrDefault() : null;
                if (count is { } many)
                {
                    var isAgo = at + 1 < tokens.Count && tokens[at + 1] is "ago" or "before";
                    yield return today.AddDays((int)many * one * (isAgo ? -1 : 1));
                }
                else if (one == 7 && at > 0 && tokens[at - 1] is "next" or "last")
                {
                    yield return today.AddDays(tokens[at - 1] == "next" ? 7 : -7);
                }

                break;
            case var name when Array.FindIndex(Days, full => full == name || (name.Length is 3 or 4 && full.StartsWith(name, StringComparison.Ordinal))) is >= 0 and var weekday:
                var next = today.AddDays(((weekday - (int)today.DayOfWeek + 6) % 7) + 1);
                yield return next;
                yield return at > 0 && tokens[at - 1] == "next" ? next.AddDays(7) : next;
                yield return at > 0 && tokens[at - 1] is "last" or "past" ? next.AddDays(-7) : next;
                break;
        }
    }

    // "3 march", "march 3rd", each with a year or without.
    private static IEnumerable<DateOnly> Named(IReadOnlyList<string> tokens, int at, DateOnly today)
    {
        var token = tokens[at];
        var month = token.Length < 3 ? -1 : Array.FindIndex(Months, name => token.StartsWith(name, StringComparison.Ordinal) && IsMonth(token));
        if (month < 0)
        {
            return [];
        }

        var before = at > 0 ? tokens[at - 1] == "of" && at > 1 ? tokens[at - 2] : tokens[at - 1] : "";
        var after = at + 1 < tokens.Count ? tokens[at + 1] : "";
        return new[] { (Day: before, Year: after), (Day: after, Year: at + 2 < tokens.Count ? tokens[at + 2] : "") }
            .Where(pair => Ordinal(pair.Day) is not null)
            .SelectMany(pair => OfYear(pair.Year.Length == 4 && int.TryParse(pair.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null, month + 1, Ordinal(pair.Day)!.Value, today));
    }

    private static bool IsMonth(string token) =>
        token.Length <= 4 || CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Any(name => string.Equals(name, token, StringComparison.OrdinalIgnoreCase));

    private static int? Ordinal(string token) =>
        OrdinalForm().Match(token) is { Success: true } match ? int.Parse(match.Groups["day"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    // Without a year the nearest ones are meant, on either side.
    private static IEnumerable<DateOnly> OfYear(int? year, int month, int day, DateOnly today) =>
        year is { } said ? Day(said, month, day) : Enumerable.Range(today.Year - 1, 3).SelectMany(one => Day(one, month, day));

    private static IEnumerable<DateOnly> Day(int year, int month, int day) =>
        year is > 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? [new DateOnly(year, month, day)] : [];

    [GeneratedRegex(@"(?<![0-9])(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}(?:[./-](?:[0-9]{4}|[0-9]{2}))?)(?![0-9])", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"\A(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex OrdinalForm();
}
