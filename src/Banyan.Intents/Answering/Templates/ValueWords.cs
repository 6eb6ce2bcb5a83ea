using System.Globalization;
using System.Text.Json;

namespace Banyan.Intents.Answering.Templates;

/// <summary>Values in words: money, dates and enum words as people write them.</summary>
internal static class ValueWords
{
    /// <summary>A value as text.</summary>
    /// <param name="value">A scalar, or a list of scalars.</param>
    /// <param name="format"><c>money</c>, <c>date</c>, <c>count</c>, <c>lower</c> or null.</param>
    public static string Of(JsonElement value, string? format) => value.ValueKind switch
    {
        JsonValueKind.Number when format == "money" => Money(value.GetDecimal()),
        JsonValueKind.Number => value.GetDecimal().ToString("0.############################", CultureInfo.InvariantCulture),
        JsonValueKind.String => Text(value.GetString()!, format),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array when format == "count" => value.GetArrayLength().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(one => Of(one, format))),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(member => $"{Name(member.Name)} {Of(member.Value, null)}")),
        _ => "",
    };

    /// <summary>Dollars with cents.</summary>
    public static string Money(decimal amount) => (amount < 0 ? "-$" : "$") + Math.Abs(amount).ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>A member's name as words: <c>placedAt</c> is <c>placed at</c>.</summary>
    public static string Name(string name)
    {
        var words = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && !char.IsUpper(name[i - 1]))
            {
                words.Append(' ');
            }

            words.Append(name[i] == '_' ? ' ' : char.ToLowerInvariant(name[i]));
        }

        return words.ToString();
    }

    private static string Text(string text, string? format)
    {
        if (format == "money" && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount))
        {
            return Money(amount);
        }

        var isDate = text.Length is >= 10 and <= 35 && text[4] == '-' && text[7] == '-';
        if (isDate && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return at.ToString(text.Length == 10 || format == "date" ? "d MMMM yyyy" : "d MMMM yyyy HH:mm", CultureInfo.InvariantCulture);
        }

        return format == "lower" ? text.ToLowerInvariant() : text;
    }
}
