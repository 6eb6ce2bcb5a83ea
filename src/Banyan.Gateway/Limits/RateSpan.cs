using System.Globalization;

namespace Banyan.Gateway.Limits;

/// <summary>Reads when a provider's limit is whole again: <c>1s</c>, <c>6m0s</c>, <c>250ms</c>, seconds alone, or an instant of RFC 3339.</summary>
internal static class RateSpan
{
    // What says more is no rate limit, or no honest one.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The span from now; null when it is none, negative or over a day.</summary>
    public static TimeSpan? Read(string text, DateTimeOffset now)
    {
        var span = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? Of(seconds)
            : text.Contains('T', StringComparison.Ordinal) ? Until(text, now)
            : Sum(text);
        return span >= TimeSpan.Zero && span <= Longest ? span : null;
    }

    private static TimeSpan? Until(string text, DateTimeOffset now) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at > now ? at - now : TimeSpan.Zero : null;

    private static TimeSpan? Sum(string text)
    {
        var seconds = 0.0;
        for (var at = 0; at < text.Length;)
        {
            var digits = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            var unit = at;
            while (at < text.Length && char.IsAsciiLetter(text[at]))
            {
                at++;
            }

            if (unit == at || !double.TryParse(text.AsSpan(digits, unit - digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || Factor(text[unit..at]) is not { } factor)
            {
                return null;
            }

            seconds += number * factor;
        }

        return text.Length == 0 ? null : Of(seconds);
    }

    private static double? Factor(string unit) => unit switch
    {
        "ms" => 0.001,
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => null,
    };

    private static TimeSpan? Of(double seconds) => seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
