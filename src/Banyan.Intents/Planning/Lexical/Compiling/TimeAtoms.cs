using System.Globalization;
using Banyan.Intents.Planning.Lexical.Values;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>Finds times: <c>less than 30 days ago</c>, <c>in the last two weeks</c>, <c>before March</c>, <c>recently</c>.</summary>
internal static class TimeAtoms
{
    private const int RecentDays = 30;

    /// <summary>Whether a stem is a unit of time.</summary>
    public static bool IsUnit(string stem) => stem is "day" or "week" or "month" or "year" or "hour" or "minut" or "fortnight";

    /// <summary>The time said at a token; null when none is.</summary>
    public static Atom? At(IReadOnlyList<Token> tokens, int i, FieldWords fields, DateOnly today)
    {
        if (Ago(tokens, i) is { } ago)
        {
            return Make(tokens, i, ago.Last, fields, path => $"date({path}) {ago.Sign} now() - duration('{ago.Days}d')");
        }

        if (tokens[i].IsAny(["recently", "lately"]) || (tokens[i].Is("recent") && i + 1 >= tokens.Count))
        {
            return Make(tokens, i, i, fields, path => $"date({path}) > now() - duration('{RecentDays}d')");
        }

        return Fixed(tokens, i, fields, today);
    }

    // "less than 30 days ago", "in the last 30 days", "within 2 weeks", "30 days ago or less", "less than 30 days since".
    private static (string Sign, int Days, int Last)? Ago(IReadOnlyList<Token> tokens, int i)
    {
        var compared = Comparators.At(tokens, i);
        var at = i + (compared?.Count ?? 0);
        var isLast = false;
        if (compared is null && tokens[i].IsAny(["in", "during", "over", "for"]))
        {
            at = i + 1;
        }

        while (at < tokens.Count && tokens[at].IsAny(["the", "last", "past", "previous", "about", "these"]))
        {
            isLast |= tokens[at].IsAny(["last", "past", "previous", "these"]);
            at++;
        }

        decimal? count = at < tokens.Count ? NumberReader.Count(tokens[at].Text) : null;
        at += count is null ? 0 : 1;
        if (at >= tokens.Count || !IsUnit(tokens[at].Stem) || (count is null && !isLast))
        {
            return null;
        }

        var days = (int)(count ?? 1) * UnitDays(tokens[at].Stem);
        var isAgo = at + 1 < tokens.Count && tokens[at + 1].IsAny(["ago", "since", "old", "back", "earlier"]);
        var last = isAgo ? at + 1 : at;
        if (!isAgo && !isLast && compared is not { Sign: "<=" or "<" })
        {
            return null;
        }

        return isLast ? (">=", days, last) : compared?.Sign switch { "<" => (">", days, last), "<=" => (">=", days, last), ">" => ("<", days, last), ">=" => ("<=", days, last), _ => null };
    }

    private static int UnitDays(string stem) => stem switch { "week" => 7, "fortnight" => 14, "month" => 30, "year" => 365, _ => 1 };

    private static Atom? Fixed(IReadOnlyList<Token> tokens, int i, FieldWords fields, DateOnly today)
    {
        var sign = tokens[i].Text switch { "before" => "<", "after" => ">", "since" => ">=", "until" or "by" => "<=", "on" => "==", _ => null };
        if (sign is null && !tokens[i].IsAny(["today", "yesterday", "this"]))
        {
            return null;
        }

        var at = sign is null ? i : i + 1;
        if (at < tokens.Count && Period(tokens, at, today) is { } period)
        {
            return Make(tokens, i, at + period.Count - 1, fields, path => sign switch
            {
                "<" => $"date({path}) < {Day(period.First)}",
                "<=" => $"date({path}) < {Day(period.After)}",
                ">" => $"date({path}) >= {Day(period.After)}",
                ">=" => $"date({path}) >= {Day(period.First)}",
                _ => $"date({path}) >= {Day(period.First)} && date({path}) < {Day(period.After)}",
            });
        }

        return null;
    }

    private static string Day(DateOnly day) => $"date('{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}')";

    private static (DateOnly First, DateOnly After, int Count)? Period(IReadOnlyList<Token> tokens, int i, DateOnly today)
    {
        if (DayReader.Read([.. tokens.Skip(i)], today, isPast: true) is [{ First: 0 } day, ..])
        {
            return (day.Day, day.Day.AddDays(1), day.Count);
        }

        if (tokens[i].Is("this") && i + 1 < tokens.Count)
        {
            var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
            var first = new DateOnly(today.Year, today.Month, 1);
            return tokens[i + 1].Stem switch { "week" => (monday, monday.AddDays(7), 2), "month" => (first, first.AddMonths(1), 2), "year" => (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year + 1, 1, 1), 2), _ => null };
        }

        if (tokens[i].Kind != TokenKind.Word || DayReader.MonthOf(tokens[i].Text) is not { } month)
        {
            return null;
        }

        var hasYear = i + 1 < tokens.Count && tokens[i + 1].Text.Length == 4 && int.TryParse(tokens[i + 1].Text, CultureInfo.InvariantCulture, out _);
        var begin = new DateOnly(hasYear ? int.Parse(tokens[i + 1].Text, CultureInfo.InvariantCulture) : today.Year, month, 1);
        begin = !hasYear && begin > today ? begin.AddYears(-1) : begin;
        return (begin, begin.AddMonths(1), hasYear ? 2 : 1);
    }

    private static Atom? Make(IReadOnlyList<Token> tokens, int first, int last, FieldWords fields, Func<string, string> expr)
    {
        var times = fields.Where(field => field.IsTime).ToList();
        var state = State(tokens, fields);
        var field = times.Find(time => Said(tokens, time)) ?? (times.Count == 1 ? times[0] : null);
        if (field is null)
        {
            return null;
        }

        // A thing that is not there yet has no such day: the state says so, and false is better than unknown.
        var about = expr(fields.Path(field));
        var holds = state is not null && Likeness(state.Value.Word, field);
        return new Atom(holds ? $"{state!.Value.Expr} && {about}" : about, field.Path, first, last, holds);
    }

    private static bool Said(IReadOnlyList<Token> tokens, ResultField time) => tokens.Any(token => token.Kind == TokenKind.Word && time.Stems.Any(stem => Alike(token.Stem, stem)));

    private static bool Alike(string word, string stem) => word == stem || (StateConcepts.Of(word) ?? Concepts.Of(word)) is { } concept && concept == (StateConcepts.Of(stem) ?? Concepts.Of(stem))
        || (stem == "plac" && word is "order" or "bought" or "buy" or "purchas") || (stem is "creat" && word is "order" or "plac" or "made" or "open");

    private static bool Likeness(string word, ResultField field) => field.Stems.Any(stem => Alike(Stemmer.Stem(word), stem));

    private static (string Expr, string Word)? State(IReadOnlyList<Token> tokens, FieldWords fields)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (StateAtoms.At(tokens, i, fields) is { } atom)
            {
                return (atom.Expr, tokens[i].Text);
            }
        }

        return null;
    }
}
