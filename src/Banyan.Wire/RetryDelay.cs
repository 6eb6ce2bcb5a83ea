using System.Globalization;

namespace Banyan.Wire;

/// <summary>Reads how long an upstream wants to be left alone, the same for every language.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>From <c>retry-after-ms</c>, or <c>retry-after</c> as seconds or as a date against the answer's own <c>date</c>.</summary>
    /// <returns>From nothing, where the date has passed, to a day; null when not told, negative or not to be understood.</returns>
    public static TimeSpan? Read(WireHeaders headers)
    {
        if (Number(headers["retry-after-ms"]) is { } milliseconds)
        {
            return Bounded(milliseconds / 1000);
        }

        var after = headers["retry-after"];
        if (Number(after) is { } seconds)
        {
            return Bounded(seconds);
        }

        return Date(after) is { } then && Date(headers["date"]) is { } now ? Bounded(Math.Max(0, (then - now).TotalSeconds)) : null;
    }

    /// <summary>So many seconds, a day at most; null for fewer than none and for what is no number.</summary>
    public static TimeSpan? Bounded(double seconds) => seconds >= 0 ? TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)) : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
