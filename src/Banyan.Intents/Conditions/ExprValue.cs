using System.Globalization;
using System.Text.Json;

namespace Banyan.Intents.Conditions;

/// <summary>A value while an expression is evaluated.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Content">A bool, decimal, string, <see cref="DateTimeOffset"/>, <see cref="TimeSpan"/>, list of values, or <see cref="JsonElement"/> for lists and records of results; null for unknown and null.</param>
internal readonly record struct ExprValue(ExprKind Kind, object? Content)
{
    /// <summary>Nobody can say.</summary>
    public static ExprValue Unknown => default;

    /// <summary>JSON null.</summary>
    public static ExprValue Null => new(ExprKind.Null, null);

    /// <summary>Its truth; unknown for anything that is none.</summary>
    public Truth Truth => Content is bool value ? value ? Truth.True : Truth.False : Truth.Unknown;

    /// <summary>A number.</summary>
    public static ExprValue Of(decimal value) => new(ExprKind.Number, value);

    /// <summary>A text.</summary>
    public static ExprValue Of(string value) => new(ExprKind.Text, value);

    /// <summary>An instant.</summary>
    public static ExprValue Of(DateTimeOffset value) => new(ExprKind.Instant, value);

    /// <summary>A duration.</summary>
    public static ExprValue Of(TimeSpan value) => new(ExprKind.Duration, value);

    /// <summary>A list.</summary>
    public static ExprValue Of(IReadOnlyList<ExprValue> value) => new(ExprKind.List, value);

    /// <summary>A truth.</summary>
    public static ExprValue Of(Truth value) => value == Truth.Unknown ? Unknown : new(ExprKind.Truth, value == Truth.True);

    /// <summary>A JSON value. Numbers that no decimal holds and texts that are no Unicode are unknown.</summary>
    public static ExprValue Of(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => Of(value.GetString()!),
                JsonValueKind.Number => value.TryGetDecimal(out var number) ? Of(number) : Unknown,
                JsonValueKind.True => Of(Truth.True),
                JsonValueKind.False => Of(Truth.False),
                JsonValueKind.Null => Null,
                JsonValueKind.Array => new ExprValue(ExprKind.List, value),
                JsonValueKind.Object => new ExprValue(ExprKind.Record, value),
                _ => Unknown,
            };
        }
        catch (InvalidOperationException)
        {
            return Unknown;
        }
    }

    /// <summary>Order of two values of one kind: negative, zero, positive; null when they have none, or are of two kinds.</summary>
    public static int? Order(ExprValue one, ExprValue other) => (one.Content, other.Content) switch
    {
        (decimal a, decimal b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        _ => null,
    };

    /// <summary>Whether two values are equal. Null and values of two kinds are never compared: the outcome is unknown, not false.</summary>
    public static Truth AreEqual(ExprValue one, ExprValue other) =>
        one.Content is bool a && other.Content is bool b ? a == b ? Truth.True : Truth.False
        : Order(one, other) is { } order ? order == 0 ? Truth.True : Truth.False
        : Truth.Unknown;

    /// <summary>As evidence shows it, at most 200 characters.</summary>
    public string Shown()
    {
        var text = (Kind, Content) switch
        {
            (ExprKind.Null, _) => "null",
            (_, string plain) => plain,
            (_, bool truth) => truth ? "true" : "false",
            (_, decimal number) => number.ToString(CultureInfo.InvariantCulture),
            (ExprKind.List, JsonElement list) => list.GetArrayLength().ToString(CultureInfo.InvariantCulture) + " elements",
            (ExprKind.Record, JsonElement record) => record.GetRawText(),
            _ => "unknown",
        };
        return text.Length <= 200 ? text : text[..200] + "…";
    }
}
