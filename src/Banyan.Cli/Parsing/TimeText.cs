using System.Globalization;

namespace Banyan.Cli.Parsing;

/// <summary>Reads times as people write them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>, or seconds.</summary>
internal static class TimeText
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The time; null when the text is none, not above zero, or above a day.</summary>
    public static TimeSpan? Read(string text)
    {
        var (digits, seconds) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 0.001),
            _ when text.EndsWith('s') => (text[..^1], 1.0),
            _ when text.EndsWith('m') => (text[..^1], 60.0),
            _ when text.EndsWith('h') => (text[..^1], 3600.0),
            _ => (text, 1.0),
        };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count > 0 && count * seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(count * seconds)
            : null;
    }
}
