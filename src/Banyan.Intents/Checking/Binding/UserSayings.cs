using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Binding;

/// <summary>Whether the user said a value: it stands in their own words, or is the listed value, date, number or amount those words mean.</summary>
/// <param name="words">Each of their messages.</param>
/// <param name="today">Today where they are.</param>
internal sealed class UserSayings(IReadOnlyList<SpokenText> words, DateOnly today)
{
    /// <summary>Whether a parameter's value was said.</summary>
    public bool Said(string name, JsonElement value, JsonSchema schema) => value.ValueKind switch
    {
        JsonValueKind.String => SaidText(value.GetString()!, schema),
        JsonValueKind.Number => value.TryGetDecimal(out var number) && words.Any(one => SpokenNumbers.In(one).Contains(number)),
        JsonValueKind.True or JsonValueKind.False => words.Any(one => SpokenChoices.Means(one, name, value.ValueKind == JsonValueKind.True)),
        JsonValueKind.Array => value.GetArrayLength() > 0 && value.EnumerateArray().All(element => Said(name, element, schema.Items ?? JsonSchema.Any)),
        JsonValueKind.Object => value.EnumerateObject().Any() && value.EnumerateObject().All(member => Said(member.Name, member.Value, schema.Properties.GetValueOrDefault(member.Name) ?? JsonSchema.Any)),
        _ => false,
    };

    private bool SaidText(string text, JsonSchema schema)
    {
        if (schema.Enum.Count > 0)
        {
            return words.Any(one => SpokenChoices.Means(one, schema, text));
        }

        return words.Any(one => one.Holds(text))
            || (schema.Format is "date" or "date-time" && SaidDate(text))
            || (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && words.Any(one => SpokenNumbers.In(one).Contains(number)))
            || SaidDigits(text);
    }

    // A time of day must have been said too; midnight is what a date alone gives.
    private bool SaidDate(string text)
    {
        if (text.Length < 10 || !DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || !words.Any(one => SpokenDates.In(one, today).Contains(day)))
        {
            return false;
        }

        if (text.Length < 16 || text.AsSpan(11, 5).SequenceEqual("00:00"))
        {
            return true;
        }

        var (hour, minute) = (text[11..13], text[14..16]);
        var isNumber = int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var hours);
        return isNumber && words.Any(one => one.Text.Contains($"{hour}:{minute}", StringComparison.Ordinal) || one.Text.Contains($"{hours}:{minute}", StringComparison.Ordinal)
            || (hours > 12 && one.Text.Contains($"{hours - 12}:{minute}", StringComparison.Ordinal))
            || (minute == "00" && (one.Tokens.Contains($"{(hours + 11) % 12 + 1}{(hours < 12 ? "am" : "pm")}", StringComparer.Ordinal) || one.HoldsTokens([$"{(hours + 11) % 12 + 1}", hours < 12 ? "am" : "pm"])))
            || (hours == 12 && minute == "00" && one.Tokens.Contains("noon", StringComparer.Ordinal)));
    }

    // A telephone or card number is the same however its digits are grouped.
    private bool SaidDigits(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return digits.Length >= 7 && text.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '(' or ')' or '.' or '/')
            && words.Any(one => Runs(one.Text).Contains(digits, StringComparer.Ordinal));
    }

    private static IEnumerable<string> Runs(string text)
    {
        var run = new List<char>();
        foreach (var c in text.Append('\n'))
        {
            if (char.IsAsciiDigit(c))
            {
                run.Add(c);
            }
            else if (c is not ('+' or ' ' or '-' or '(' or ')' or '.' or '/') && run.Count > 0)
            {
                yield return new string([.. run]);
                run.Clear();
            }
        }
    }
}
