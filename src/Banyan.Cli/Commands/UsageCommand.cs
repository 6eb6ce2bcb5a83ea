using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Reporting;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan usage [mine | service | top | trends | export]</c>.</summary>
internal sealed class UsageCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Groups = ["service", "user", "feature", "team", "model", "provider", "prompt", "key"];
    private static readonly string[] Intervals = ["hour", "day", "week", "month"];
    private static readonly string[] Orders = ["cost", "tokens", "requests"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly UsageWindow _window = new(context.Time);
    private readonly Argument<string> _service = new("service") { Description = "The service, by name" };
    private readonly Option<string?> _by = Word("--by", "Tell apart by service, user, feature, team, model, provider, prompt or key", Groups);
    private readonly Option<string?> _interval = Word("--interval", "How far points lie apart: hour, day (the default), week or month", Intervals);
    private readonly Option<string?> _order = Word("--order", "What the first have most of: cost (the default), tokens or requests", Orders);
    private readonly Option<int?> _first = new("--first") { Description = "At most so many, 1 to 1000; 20 when left out, and 1000 for CSV and JSON", HelpName = "N" };
    private readonly Option<bool> _csv = new("--csv") { Description = "Print CSV for a spreadsheet, amounts to the nano-dollar" };
    private readonly Option<bool> _jsonLines = new("--jsonl") { Description = "Print a line of JSON for each attempt (the default)" };
    private readonly Option<string[]> _services = Among("--service", "Only of these services");
    private readonly Option<string[]> _users = Among("--user", "Only of these end users");
    private readonly Option<string[]> _features = Among("--feature", "Only of these features");
    private readonly Option<string[]> _teams = Among("--team", "Only of these teams");
    private readonly Option<string[]> _models = Among("--model", "Only of these models, by full name");

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new UsageCommand(shared, context);
        var (period, since, until) = (self._window.Period, self._window.Since, self._window.Until);
        var mine = new Command("mine", "What the key's own service spent.") { period, since, until, self._by, self._first, self._csv };
        mine.SetAction((parsed, token) => self.StatsAsync(parsed, "UsageMine", token));
        HelpPage.AddExamples(mine, "banyan usage mine --period today", "banyan usage mine --by feature --csv > features.csv");
        var service = new Command("service", "What a service spent, and on what.") { self._service, period, since, until, self._by, self._first, self._csv };
        service.SetAction((parsed, token) => self.StatsAsync(parsed, "UsageService", token));
        HelpPage.AddExamples(service, "banyan usage service billing --period last-month --by model");
        var top = new Command("top", "The end users who spent most.") { period, since, until, self._order, self._first, self._csv };
        top.SetAction(self.TopAsync);
        HelpPage.AddExamples(top, "banyan usage top --first 10", "banyan usage top --order tokens --period yesterday");
        var trends = new Command("trends", "Usage over time: a line for each hour, day, week or month that has any.")
            { period, since, until, self._interval, self._by, self._services, self._users, self._features, self._teams, self._models, self._csv };
        trends.SetAction(self.TrendsAsync);
        HelpPage.AddExamples(trends, "banyan usage trends --interval hour --since 24h", "banyan usage trends --by service --period last-30-days --csv > month.csv");
        var export = new Command("export", "Print every attempt of the ledger, newest first, as it is read: JSON lines or CSV.")
            { since, until, self._services, self._users, self._features, self._teams, self._models, self._jsonLines, self._csv };
        export.SetAction(self.ExportAsync);
        HelpPage.AddExamples(export, "banyan usage export --since 2026-11-01T00:00:00Z --until 2026-12-01T00:00:00Z --csv > november.csv", "banyan usage export --since 7d --service billing > week.jsonl");
        var usage = new Command("usage", "See who spends what: alone, what everybody spent together; by a verb, a part of it.") { mine, service, top, trends, export };
        foreach (var option in new Option[] { period, since, until, self._by, self._first, self._csv })
        {
            usage.Add(option);
        }

        usage.SetAction((parsed, token) => self.StatsAsync(parsed, "UsageTotal", token));
        HelpPage.AddExamples(usage, "banyan usage", "banyan usage --by service --since 1h");
        return usage;
    }

    private async Task<int> StatsAsync(ParseResult parsed, string document, CancellationToken cancellationToken)
    {
        var by = parsed.GetValue(_by);
        return Wrong(parsed) ?? await _graph.RunAsync(
            parsed,
            document,
            writer =>
            {
                _window.Write(writer, parsed);
                writer.WriteString("by", (by ?? "service").ToUpperInvariant());
                writer.WriteNumber("first", First(parsed));
                writer.WriteBoolean("apart", by is not null);
                if (document == "UsageService")
                {
                    writer.WriteString("service", parsed.GetValue(_service));
                }
            },
            (stats, paint) => Show(parsed, paint, () => UsageText.StatsCsv(context.Terminal.Out, stats, by), one => UsageText.Stats(context.Terminal.Out, one, stats, by)),
            cancellationToken);
    }

    private async Task<int> TopAsync(ParseResult parsed, CancellationToken cancellationToken) => Wrong(parsed) ?? await _graph.RunAsync(
        parsed,
        "UsageTop",
        writer =>
        {
            _window.Write(writer, parsed);
            writer.WriteNumber("limit", First(parsed));
            writer.WriteString("order", parsed.GetValue(_order) ?? Orders[0]);
        },
        (users, paint) => Show(parsed, paint, () => UsageText.TopCsv(context.Terminal.Out, users), one => UsageText.Top(context.Terminal.Out, one, users)),
        cancellationToken);

    private async Task<int> TrendsAsync(ParseResult parsed, CancellationToken cancellationToken) => Wrong(parsed) ?? await _graph.RunAsync(
        parsed,
        "UsageTrends",
        writer =>
        {
            _window.Write(writer, parsed);
            writer.WriteString("interval", (parsed.GetValue(_interval) ?? "day").ToUpperInvariant());
            writer.WriteString("by", parsed.GetValue(_by)?.ToUpperInvariant());
            Filter(writer, parsed, withRange: false);
        },
        (points, paint) => Show(parsed, paint, () => UsageText.TrendCsv(context.Terminal.Out, points), one => UsageText.Trend(context.Terminal.Out, one, points)),
        cancellationToken);

    private async Task<int> ExportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (Wrong(parsed) is { } exit)
        {
            return exit;
        }

        if (parsed.GetValue(_csv) && (parsed.GetValue(_jsonLines) || parsed.GetValue(shared.Json)))
        {
            return Fail(parsed, CliFailure.Usage("--csv goes with neither --json nor --jsonl.", "Without any of them, lines are JSON."));
        }

        var (talk, lines) = (shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)), new LedgerLines(context.Terminal.Out, parsed.GetValue(_csv)));
        var isWatched = context.Terminal.IsErrorTerminal && !context.Terminal.IsOutputTerminal && !parsed.GetValue(shared.Quiet);
        var failed = await _graph.PagesAsync(
            parsed,
            "UsageExport",
            writer => Filter(writer, parsed, withRange: true),
            page =>
            {
                lines.Add(page);
                if (isWatched)
                {
                    context.Terminal.Error.Write(FormattableString.Invariant($"\r{lines.Written} attempts"));
                }
            },
            cancellationToken);
        if (isWatched)
        {
            context.Terminal.Error.WriteLine();
        }

        return failed is null ? (int)ExitCode.Ok : talk.Fail(failed with { Hint = $"{failed.Hint} {lines.Written} attempts were printed; the rest is missing.".Trim() });
    }

    private void Filter(Utf8JsonWriter writer, ParseResult parsed, bool withRange)
    {
        writer.WriteStartObject("filter");
        foreach (var (name, option) in new[] { ("services", _services), ("users", _users), ("features", _features), ("teams", _teams), ("models", _models) })
        {
            if (parsed.GetValue(option) is { Length: > 0 } names)
            {
                Members.WriteTexts(writer, name, names);
            }
        }

        if (withRange)
        {
            _window.WriteRange(writer, parsed);
        }

        writer.WriteEndObject();
    }

    private void Show(ParseResult parsed, Paint paint, Action csv, Action<Paint> text)
    {
        if (parsed.GetValue(_csv))
        {
            csv();
        }
        else
        {
            text(paint);
        }
    }

    private int First(ParseResult parsed) => parsed.GetValue(_first) ?? (parsed.GetValue(_csv) || parsed.GetValue(shared.Json) ? 1_000 : 20);

    private int? Wrong(ParseResult parsed) => _window.Problem(parsed) is { } problem ? Fail(parsed, problem) : null;

    private int Fail(ParseResult parsed, CliFailure failure) => shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(failure);

    private static Option<string?> Word(string name, string description, string[] words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "WORD" };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static Option<string[]> Among(string name, string description) => new(name) { Description = description, HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
}
