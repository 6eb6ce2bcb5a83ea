using System.Globalization;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads how long an upstream wants to be left alone.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>From <c>retry-after-ms</c>, or <c>retry-after</c> as seconds or as a date against the answer's own <c>date</c>; null when not told.</summary>
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

        return Date(after) is { } then && Date(headers["date"]) is { } now ? Bounded((then - now).TotalSeconds) : null;
    }

    private static TimeSpan Bounded(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
