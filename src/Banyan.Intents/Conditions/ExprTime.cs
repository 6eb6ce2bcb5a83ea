using System.Globalization;
using System.Text.RegularExpressions;

namespace Banyan.Intents.Conditions;

/// <summary>Dates and durations as texts.</summary>
internal static partial class ExprTime
{
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
    private static readonly string[] Absolute = [.. Local.Select(form => form + "K"), .. Local.Select(form => form + "'Z'")];

    /// <summary>An instant: ISO 8601 with zone as it stands, without zone in the given one, a date alone as the start of its day there; null when it is none.</summary>
    public static DateTimeOffset? Date(string text, TimeZoneInfo zone)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return InZone(day, zone);
        }

        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return InZone(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone);
        }

        text = AtMostTicks(text);
        return text.Length > 16 && DateTimeOffset.TryParseExact(text, Absolute, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
    }

    /// <summary>A duration: <c>30d</c> (s, m, h, d, w) or ISO 8601 of weeks, days, hours, minutes and seconds; a day is 24 hours. Null when it is none.</summary>
    public static TimeSpan? Duration(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || match.Length < 2 || text.EndsWith('T') || text == "P")
        {
            return null;
        }

        var seconds = 0m;
        foreach (var (name, unit) in Units)
        {
            foreach (var capture in match.Groups[name].Captures.Cast<Capture>())
            {
                seconds += decimal.Parse(capture.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit;
            }
        }

        // A hundred years: what lies beyond is a slip, and would overflow further on.
        return seconds <= 36_525m * 86_400 ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;
    }

    private static readonly (string Name, decimal Seconds)[] Units = [("w", 604_800), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)];

    private static DateTimeOffset? InZone(DateTime local, TimeZoneInfo zone)
    {
        // A clock that springs forward has no such time: the first one that is there is meant.
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        var offset = zone.GetUtcOffset(local);
        return local.Ticks - offset.Ticks is >= 0 and var ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(local, offset) : null;
    }

    // Services that count nanoseconds write nine digits, .NET reads seven.
    private static string AtMostTicks(string text)
    {
        var from = text.IndexOf('.', StringComparison.Ordinal) + 8;
        var to = from;
        while (from > 7 && to < text.Length && to < from + 12 && char.IsAsciiDigit(text[to]))
        {
            to++;
        }

        return to > from ? text.Remove(from, to - from) : text;
    }

    [GeneratedRegex(@"\A(?:P(?:(?<w>[0-9]{1,6})W)?(?:(?<d>[0-9]{1,6})D)?(?:T(?:(?<h>[0-9]{1,6})H)?(?:(?<m>[0-9]{1,6})M)?(?:(?<s>[0-9]{1,9})S)?)?|(?<w>[0-9]{1,6}(?:\.[0-9]{1,6})?)w|(?<d>[0-9]{1,6}(?:\.[0-9]{1,6})?)d|(?<h>[0-9]{1,6}(?:\.[0-9]{1,6})?)h|(?<m>[0-9]{1,6}(?:\.[0-9]{1,6})?)m|(?<s>[0-9]{1,9}(?:\.[0-9]{1,6})?)s)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Form();
}
