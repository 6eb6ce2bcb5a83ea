using System.Globalization;
using System.Text.Json.Nodes;

namespace Banyan.Intents.Mapping;

/// <summary>Dates in a backend's format and in ISO 8601. Formats are the platform's, and <c>unix</c> and <c>unix-ms</c> for seconds and milliseconds since 1970 in UTC.</summary>
internal static class DateText
{
    private const string IsoDay = "yyyy-MM-dd";
    private const string IsoInstant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    private static readonly string[] IsoForms = [IsoDay, IsoInstant, IsoInstant + "'Z'"];

    /// <summary>Whether a format carries a time of day.</summary>
    public static bool HasTime(string format) => IsUnix(format) || format.AsSpan().ContainsAny('H', 'h', 'm');

    /// <summary>Whether dates can be written in the format and read back.</summary>
    public static bool IsUsable(string format)
    {
        if (IsUnix(format))
        {
            return true;
        }

        try
        {
            var probe = new DateTime(2031, 7, 29);
            return DateTime.TryParseExact(probe.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read == probe;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>From ISO to the backend's format.</summary>
    public static (JsonNode? Value, string? Problem) ToBackend(JsonNode value, string format)
    {
        if (!DateTime.TryParseExact(ValueRules.Text(value), IsoForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
        {
            return (null, "is no ISO date");
        }

        if (IsUnix(format))
        {
            var since = date - DateTime.UnixEpoch;
            return (format == "unix" ? since.Ticks / TimeSpan.TicksPerSecond : since.Ticks / TimeSpan.TicksPerMillisecond, null);
        }

        var text = date.ToString(format, CultureInfo.InvariantCulture);
        var isExact = Read(text, format) == date;
        return isExact ? (JsonValue.Create(text), null) : (null, "has more than the backend's date format can hold");
    }

    /// <summary>From the backend's format to ISO: a day, or a day and a time where the format has one.</summary>
    public static (JsonNode? Value, string? Problem) ToIntent(JsonNode value, string format)
    {
        if (Read(ValueRules.Text(value), format) is not { } date)
        {
            return (null, $"is no date of the form {format}");
        }

        var text = date.ToString(HasTime(format) ? IsoInstant : IsoDay, CultureInfo.InvariantCulture);
        return (JsonValue.Create(IsUnix(format) ? text + "Z" : text), null);
    }

    private static bool IsUnix(string format) => format is "unix" or "unix-ms";

    private static DateTime? Read(string? text, string format)
    {
        if (!IsUnix(format))
        {
            return DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
        }

        // The years 1 to 9999 in milliseconds; in seconds the bound is a thousandth.
        const long Most = 253_402_300_799_999;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var since))
        {
            return null;
        }

        var unit = format == "unix" ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond;
        var most = format == "unix" ? Most / 1000 : Most;
        return since < -most / 4 || since > most ? null : DateTime.UnixEpoch.AddTicks(since * unit);
    }
}
