using System.Globalization;
using System.Text.RegularExpressions;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>Points in time, days and durations as text.</summary>
internal static partial class TimeText
{
    /// <summary>RFC 3339 with an offset; fractions beyond a tick are cut, a leap second is refused.</summary>
    public static object? ReadDateTime(string text) =>
        DateTimeForm().IsMatch(text) && DateTimeOffset.TryParse(Cut(text), CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;

    /// <summary>UTC, milliseconds, <c>Z</c>.</summary>
    public static string? WriteDateTime(object value) => value switch
    {
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Utc } time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => null,
    };

    public static object? ReadDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;

    public static string? WriteDate(object value) => value is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>ISO 8601 of weeks, or of days, hours, minutes and seconds; years and months have no fixed length and are refused.</summary>
    public static object? ReadDuration(string text)
    {
        var match = DurationForm().Match(text);
        if (!match.Success)
        {
            return null;
        }

        try
        {
            var seconds = (Part("w") * 604_800) + (Part("d") * 86_400) + (Part("h") * 3_600) + (Part("m") * 60) + Part("s");
            return new TimeSpan(decimal.ToInt64(decimal.Truncate(seconds * TimeSpan.TicksPerSecond)) * (match.Groups["minus"].Success ? -1 : 1));
        }
        catch (OverflowException)
        {
            return null;
        }

        decimal Part(string name) => match.Groups[name] is { Success: true } group ? decimal.Parse(group.Value.Replace(',', '.'), CultureInfo.InvariantCulture) : 0;
    }

    public static string? WriteDuration(object value) => value is TimeSpan time ? System.Xml.XmlConvert.ToString(time) : null;

    // A tick has seven digits behind the point; the platform refuses more.
    private static string Cut(string text)
    {
        var fraction = Fraction().Match(text);
        return fraction.Success ? text.Remove(fraction.Groups["more"].Index, fraction.Groups["more"].Length) : text;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DateTimeForm();

    [GeneratedRegex(@"\.\d{7}(?<more>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^(?<minus>-)?P(?=[\dT])((?<w>\d{1,9})W|((?<d>\d{1,9})D)?(T(?=\d)((?<h>\d{1,9})H)?((?<m>\d{1,9})M)?((?<s>\d{1,12}([.,]\d{1,9})?)S)?)?)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DurationForm();
}
