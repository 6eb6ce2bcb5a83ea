using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Settings;

namespace Banyan.Gateway.Tools.BuiltIn.Small;

/// <summary><c>format_date</c>: an instant or a day in another form.</summary>
internal sealed class FormatDate : IBuiltIn
{
    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["iso"] = "yyyy-MM-ddTHH:mm:sszzz",
        ["date"] = "yyyy-MM-dd",
        ["time"] = "HH:mm:ss",
        ["datetime"] = "yyyy-MM-dd HH:mm:ss",
        ["long"] = "dddd, d MMMM yyyy",
        ["short"] = "d MMM yyyy",
        ["rfc1123"] = "ddd, dd MMM yyyy HH:mm:ss zzz",
    };

    private static readonly BuiltInCard Card = new(
        "Writes a date or an instant in another form, in a time zone. Formats: iso, date, time, datetime, long, short, rfc1123, unix, or a pattern of y M d H h m s f t z and punctuation, as dd.MM.yyyy.",
        "time",
        """{"type":"object","properties":{"date":{"type":"string","maxLength":40,"description":"As 2026-03-01 or 2026-03-01T10:00:00Z"},"format":{"type":"string","minLength":1,"maxLength":64},"timeZone":{"type":"string","maxLength":64,"description":"IANA name; the instant's own offset when left out"}},"required":["date"],"additionalProperties":false}""",
        """{"type":"object","properties":{"text":{"type":"string"}},"required":["text"],"additionalProperties":false}""");

    /// <inheritdoc />
    public string Name => "format_date";

    /// <inheritdoc />
    public BuiltInCard? Describe(ToolSettings settings) => Card;

    /// <inheritdoc />
    public ValueTask<ToolResult> RunAsync(JsonElement arguments, ToolCall call, CancellationToken cancellationToken) => new(Format(arguments));

    private static ToolResult Format(JsonElement arguments)
    {
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK"];
        if (!DateTimeOffset.TryParseExact(arguments.GetProperty("date").GetString(), forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return ToolOutput.Failed("This is no date; write it as 2026-03-01 or 2026-03-01T10:00:00Z.");
        }

        if (arguments.TryGetProperty("timeZone", out var zone))
        {
            if (Zones.Find(zone.GetString()!) is not { } found)
            {
                return ToolOutput.Failed(Zones.Unknown);
            }

            date = TimeZoneInfo.ConvertTime(date, found);
        }

        var format = arguments.TryGetProperty("format", out var asked) ? asked.GetString()! : "iso";
        if (format == "unix")
        {
            return ToolOutput.Of(writer => writer.WriteString("text", date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        }

        // One letter alone would be a standard format of the platform, and mean something else.
        var pattern = Named.GetValueOrDefault(format) ?? (format.Length == 1 ? "%" + format : format);
        try
        {
            var text = date.ToString(pattern, CultureInfo.InvariantCulture);
            return ToolOutput.Of(writer => writer.WriteString("text", text));
        }
        catch (FormatException)
        {
            return ToolOutput.Failed("This is no pattern; use y M d H h m s f t z and punctuation, as dd.MM.yyyy.");
        }
    }
}
