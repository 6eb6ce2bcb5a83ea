using System.Globalization;
using System.Text.RegularExpressions;

namespace Banyan.Wire.Schemas;

/// <summary>The formats that are checked; any other name says nothing.</summary>
internal static partial class SchemaFormats
{
    /// <summary>Whether a text is of a format.</summary>
    public static bool Fits(string format, string text) => format switch
    {
        "date" => IsDate(text),
        "date-time" => IsInstant(text),
        "email" => text.Length <= 254 && text.IndexOf('@', StringComparison.Ordinal) <= 64 && EmailForm().IsMatch(text),
        "uri" => IsUri(text),
        _ => true,
    };

    /// <summary>What a format wants, for a message.</summary>
    public static string Wanted(string format) => format switch
    {
        "date" => "a date as 2026-03-01",
        "date-time" => "a date and time as 2026-03-01T10:00:00Z",
        "email" => "an e-mail address",
        _ => "an absolute address as https://shop.example/",
    };

    private static bool IsDate(string text) =>
        text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsInstant(string text)
    {
        if (InstantForm().Match(text) is not { Success: true } form || !IsDate(text[..10]))
        {
            return false;
        }

        int Part(string name) => form.Groups[name].Success ? int.Parse(form.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var (hour, minute, second) = (Part("hour"), Part("minute"), Part("second"));
        var (zoneHour, zoneMinute) = (Part("zoneHour"), Part("zoneMinute"));
        if (hour > 23 || minute > 59 || zoneHour > 23 || zoneMinute > 59 || second > 60)
        {
            return false;
        }

        // A leap second is inserted at the end of a day in UTC and nowhere else (RFC 3339, section 5.7).
        var offset = ((zoneHour * 60) + zoneMinute) * (form.Groups["zone"].Value == "-" ? -1 : 1);
        return second < 60 || (((hour * 60) + minute - offset + 1440) % 1440) == 1439;
    }

    private static bool IsUri(string text) =>
        text.Length <= 2048 && SchemeForm().IsMatch(text) && !text.Any(c => c <= ' ' || c == '\u007f' || c is '<' or '>' or '"' or '{' or '}' or '|' or '\\' or '^' or '`')
        && Uri.TryCreate(text, UriKind.Absolute, out _);

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex EmailForm();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt](?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\.[0-9]{1,20})?(?:[Zz]|(?<zone>[+-])(?<zoneHour>[0-9]{2}):(?<zoneMinute>[0-9]{2}))\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex InstantForm();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]*:", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex SchemeForm();
}
