using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Output;

namespace Banyan.Cli.Reporting;

/// <summary>The period a command is about: one by name, or from an instant, or a while ago, until another.</summary>
internal sealed class UsageWindow(TimeProvider time)
{
    private static readonly string[] Periods = ["today", "yesterday", "this-week", "last-7-days", "this-month", "last-month", "last-30-days", "last-90-days"];

    /// <summary>A period by name.</summary>
    public Option<string?> Period { get; } = Named();

    /// <summary>Its beginning.</summary>
    public Option<string?> Since { get; } = new("--since") { Description = "Instead of a period, since when: 1h, 7d, or an instant as 2026-11-01T00:00:00Z", HelpName = "TIME" };

    /// <summary>Its end.</summary>
    public Option<string?> Until { get; } = new("--until") { Description = "With --since, until and without which instant; now when left out", HelpName = "TIME" };

    /// <summary>Writes the variables <c>period</c> and <c>range</c>, once <see cref="Problem"/> found nothing.</summary>
    public void Write(Utf8JsonWriter writer, ParseResult parsed)
    {
        var range = Range(parsed);
        writer.WriteString("period", range is null ? (parsed.GetValue(Period) ?? "this-month").ToUpperInvariant().Replace('-', '_') : "CUSTOM");
        if (range is { } given)
        {
            writer.WriteStartObject("range");
            WriteBounds(writer, given);
            writer.WriteEndObject();
        }
    }

    /// <summary>Writes the bounds of <c>--since</c> and <c>--until</c> as <c>range</c>, when they were given.</summary>
    public void WriteRange(Utf8JsonWriter writer, ParseResult parsed)
    {
        if (Range(parsed) is { } range)
        {
            writer.WriteStartObject("range");
            WriteBounds(writer, range);
            writer.WriteEndObject();
        }
    }

    /// <summary>What is wrong with what was typed; null when nothing is.</summary>
    public CliFailure? Problem(ParseResult parsed)
    {
        var (period, since, until) = (parsed.GetValue(Period), parsed.GetValue(Since), parsed.GetValue(Until));
        if ((since is null && until is not null) || (since is not null && period is not null))
        {
            return CliFailure.Usage("--until goes with --since, and --since with no --period.", "For example: --since 2026-11-01T00:00:00Z --until 2026-11-15T00:00:00Z");
        }

        var wrong = new[] { since, until }.FirstOrDefault(text => text is not null && Read(text) is null);
        return wrong is not null
            ? CliFailure.Usage($"'{wrong}' is no time.", "Give 30m, 1h or 7d for a while ago, or an instant as 2026-11-01T00:00:00Z.")
            : Range(parsed) is { } range && range.From >= range.To ? CliFailure.Usage("--since comes before --until.", "") : null;
    }

    private static Option<string?> Named()
    {
        var option = new Option<string?>("--period") { Description = "When, in days of UTC: today, yesterday, this-week, last-7-days, this-month (the default), last-month, last-30-days, last-90-days", HelpName = "WORD" };
        option.AcceptOnlyFromAmong(Periods);
        return option;
    }

    private static void WriteBounds(Utf8JsonWriter writer, (DateTimeOffset From, DateTimeOffset To) range)
    {
        writer.WriteString("from", range.From.UtcDateTime);
        writer.WriteString("to", range.To.UtcDateTime);
    }

    private (DateTimeOffset From, DateTimeOffset To)? Range(ParseResult parsed) =>
        parsed.GetValue(Since) is { } since && Read(since) is { } from ? (from, parsed.GetValue(Until) is { } until && Read(until) is { } to ? to : time.GetUtcNow()) : null;

    private DateTimeOffset? Read(string text)
    {
        var unit = text.Length == 0 ? default(TimeSpan?) : text[^1] switch { 'm' => TimeSpan.FromMinutes(1), 'h' => TimeSpan.FromHours(1), 'd' => TimeSpan.FromDays(1), _ => null };
        if (unit is { } known && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1_000_000)
        {
            return time.GetUtcNow() - (known * count);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    }
}
