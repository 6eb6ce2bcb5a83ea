using System.Globalization;
using System.Text.Json.Nodes;
using Banyan.Intents.Planning.Lexical.Values;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>Finds the values in a message, whatever they are for.</summary>
internal static class SaidValues
{
    private static readonly string[] Counts = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>The values, in order; a row of them is there as a list too.</summary>
    public static IReadOnlyList<SaidValue> Read(string text, IReadOnlyList<SaidWord> words)
    {
        var values = new List<SaidValue>();
        for (var i = 0; i < words.Count; i++)
        {
            values.AddRange(At(text, words, i, out var next));
            i = next - 1;
        }

        return values;
    }

    /// <summary>A number as it was written; null when it is none.</summary>
    public static decimal? NumberOf(string text) =>
        decimal.TryParse(text.Trim('$', '€', '£', '%', ',').Replace(",", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IEnumerable<SaidValue> At(string text, IReadOnlyList<SaidWord> words, int i, out int next)
    {
        next = i + 1;
        var word = words[i];
        switch (word.Shape)
        {
            case "list":
                return [new SaidValue(SaidKind.List, Bracketed(word.Text), i, i + 1)];
            case "quote":
                return Quoted(words, i);
            case "email" or "link" or "phone" or "time" or "day":
                return [new SaidValue(KindOf(word.Shape), JsonValue.Create(word.Text), i, i + 1)];
            case "named":
                return [new SaidValue(SaidKind.Day, JsonValue.Create(Day(word.Text)), i, i + 1)];
            case "number" when NumberOf(word.Text) is { } number:
                return Numbers(words, i, number);
            case "word" when Array.IndexOf(Counts, word.Lower) is >= 0 and var count:
                return [new SaidValue(SaidKind.Number, JsonValue.Create((decimal)count), i, i + 1)];
            case "word" when word.IsCapital && word.Text != "I" && i > 0 && !".!?;:".Contains(words[i - 1].Text, StringComparison.Ordinal):
                return Named(text, words, i, out next);
            default:
                return [];
        }
    }

    private static SaidKind KindOf(string shape) => shape switch
    {
        "email" => SaidKind.Email,
        "link" => SaidKind.Link,
        "phone" => SaidKind.Phone,
        "time" => SaidKind.Time,
        "day" or "named" => SaidKind.Day,
        _ => SaidKind.Quote,
    };

    private static IEnumerable<SaidValue> Quoted(IReadOnlyList<SaidWord> words, int i)
    {
        var inner = words[i].Text[1..^1];
        var kind = inner.Length >= 7 && inner.All(letter => char.IsAsciiDigit(letter) || letter is '-' or ' ' or '(' or ')' or '+') ? SaidKind.Phone : KindOf(SaidWords.ShapeOf(inner) ?? "");
        yield return new SaidValue(kind, JsonValue.Create(inner), i, i + 1);
        var row = Row(words, i, "quote");
        if (row.Count > 1)
        {
            yield return new SaidValue(SaidKind.List, new JsonArray([.. row.Select(at => (JsonNode)JsonValue.Create(words[at].Text[1..^1]))]), i, row[^1] + 1);
        }
    }

    private static IEnumerable<SaidValue> Numbers(IReadOnlyList<SaidWord> words, int i, decimal number)
    {
        var row = Row(words, i, "number");
        if (row.Count > 2)
        {
            yield return new SaidValue(SaidKind.List, new JsonArray([.. row.Select(at => (JsonNode)JsonValue.Create(NumberOf(words[at].Text) ?? 0))]), i, row[^1] + 1);
        }

        var isShare = words[i].Text.EndsWith('%') || (i + 1 < words.Count && words[i + 1].Lower is "percent" or "%");
        yield return new SaidValue(isShare ? SaidKind.Percent : words[i].Text[0] is '$' or '€' or '£' ? SaidKind.Money : SaidKind.Number, JsonValue.Create(number), i, i + 1);
    }

    /// <summary>Places of values that stand in one row, with commas and "and" between them.</summary>
    private static List<int> Row(IReadOnlyList<SaidWord> words, int i, string shape)
    {
        var row = new List<int> { i };
        for (var at = i + 1; at < words.Count;)
        {
            var next = at;
            while (next < words.Count && words[next].Lower is "," or "and")
            {
                next++;
            }

            if (next == at || next >= words.Count || words[next].Shape != shape)
            {
                break;
            }

            row.Add(next);
            at = next + 1;
        }

        return row;
    }

    private static IEnumerable<SaidValue> Named(string text, IReadOnlyList<SaidWord> words, int i, out int next)
    {
        next = i + 1;
        while (next < words.Count && words[next].IsWord && words[next - 1].End + 1 >= words[next].Start && (words[next].IsCapital || Joins(words, next)))
        {
            next++;
        }

        // "a Mexican restaurant": what kind it is, not what it is called.
        if (next == i + 1 && words[i - 1].Lower is "a" or "an" && next < words.Count && words[next].IsWord && !words[next].IsCapital)
        {
            return [];
        }

        var name = text[words[i].Start..words[next - 1].End];
        name = name.EndsWith("'s", StringComparison.Ordinal) ? name[..^2] : name;
        return [new SaidValue(name.Length is >= 2 and <= 5 && name.All(char.IsAsciiLetterUpper) ? SaidKind.Code : SaidKind.Name, JsonValue.Create(name), i, next)];
    }

    private static bool Joins(IReadOnlyList<SaidWord> words, int i) => words[i].Text is "of" or "the" or "de" && i + 1 < words.Count && words[i + 1].IsWord && words[i + 1].IsCapital;

    private static JsonArray Bracketed(string text) =>
    [
        .. text[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => part.Trim('\'', '"'))
            .Select(part => (JsonNode)(NumberOf(part) is { } number ? JsonValue.Create(number) : JsonValue.Create(part))),
    ];

    private static string Day(string text) =>
        text.Any(char.IsAsciiDigit) && text.Length > 4 && DayReader.Read(Tokenizer.Read(text), DateOnly.MinValue) is [var day] && day.Day.Year > 1 ? day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;
}
