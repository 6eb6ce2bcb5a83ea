using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan alerts list | ack | rules | set | mute</c>.</summary>
internal sealed class AlertsCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["ID", "SEVERITY", "KIND", "SUBJECT", "STATUS", "SINCE", "SUMMARY"];
    private static readonly string[] RuleHead = ["KIND", "FOR", "THRESHOLD", "WINDOW", "SEVERITY", "STATE"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _id = new("id") { Description = "The alert's id, as banyan alerts list shows it" };
    private readonly Argument<string> _kind = new("kind") { Description = "What is watched, as banyan alerts rules shows it" };
    private readonly Option<string?> _status = new("--status") { Description = "Only those that are open, acknowledged or resolved", HelpName = "STATUS" };
    private readonly Option<string?> _note = new("--note") { Description = "What is known of it", HelpName = "TEXT" };
    private readonly Option<string?> _for = new("--for") { Description = "The one it is for, as service:billing; all of the kind when left out", HelpName = "SCOPE:NAME" };
    private readonly Option<double?> _threshold = new("--threshold") { Description = "In the unit of the kind: shares from 0 to 1, seconds, days, calls", HelpName = "NUMBER" };
    private readonly Option<int> _window = new("--window") { Description = "Seconds it is measured over, 60 to 3600", HelpName = "SECONDS", DefaultValueFactory = static _ => 300 };
    private readonly Option<string> _severity = new("--severity") { Description = "info, warning or critical", HelpName = "SEVERITY", DefaultValueFactory = static _ => "warning" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new AlertsCommand(shared, context);
        self._status.AcceptOnlyFromAmong("open", "acknowledged", "resolved");
        self._severity.AcceptOnlyFromAmong("info", "warning", "critical");
        var list = new Command("list", "List what is too much, or was, newest first.") { self._status };
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan alerts list --status open");
        var ack = new Command("ack", "Say that somebody looks after an alert: it is not told again.") { self._id, self._note };
        ack.SetAction(self.AckAsync);
        HelpPage.AddExamples(ack, "banyan alerts ack ID --note \"the provider is down, we wait\"");
        var rules = new Command("rules", "List what counts as too much.");
        rules.SetAction(self.RulesAsync);
        HelpPage.AddExamples(rules, "banyan alerts rules");
        var set = new Command("set", "Set what counts as too much of a kind, for all or for one.") { self._kind, self._for, self._threshold, self._window, self._severity };
        set.SetAction(self.SetAsync);
        HelpPage.AddExamples(set, "banyan alerts set error_rate --for service:billing --threshold 0.01 --severity critical", "banyan alerts set latency_p95 --threshold 20");
        var mute = new Command("mute", "Open no alerts of a kind, for all or for one, until it is set again.") { self._kind, self._for };
        mute.SetAction(self.MuteAsync);
        HelpPage.AddExamples(mute, "banyan alerts mute unpriced_model --for model:lab/small");
        return new Command("alerts", "See what is too much, look after it, and say what counts as too much.") { list, ack, rules, set, mute };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "AlertsList",
        writer => writer.WriteString("status", parsed.GetValue(_status)?.ToUpperInvariant()),
        (alerts, paint) => TextTable.Write(context.Terminal.Out, paint, Head, [.. alerts.EnumerateArray().Select(Row)]),
        cancellationToken);

    private Task<int> AckAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "AlertsAck",
        writer =>
        {
            writer.WriteString("id", parsed.GetValue(_id));
            writer.WriteString("note", parsed.GetValue(_note));
        },
        (alert, _) => context.Terminal.Out.WriteLine($"{Members.Text(alert, "kind")} for {Members.Text(alert, "subject")} is looked after by {Members.Text(alert, "acknowledgedBy")}. What to do: {Members.Text(alert, "runbook")}"),
        cancellationToken);

    private Task<int> RulesAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.TableAsync(parsed, "AlertsRules", RuleHead, RuleRow, cancellationToken);

    private Task<int> SetAsync(ParseResult parsed, CancellationToken cancellationToken) => parsed.GetValue(_threshold) is { } threshold
        ? SaveAsync(parsed, threshold, parsed.GetValue(_window), parsed.GetValue(_severity)!, isEnabled: true, "opens alerts from now on", cancellationToken)
        : Task.FromResult(Fail(parsed, "alerts set wants --threshold.", "For example: banyan alerts set error_rate --threshold 0.01"));

    private Task<int> MuteAsync(ParseResult parsed, CancellationToken cancellationToken) => SaveAsync(parsed, 0, 300, "info", isEnabled: false, "opens no alerts until it is set again", cancellationToken);

    private Task<int> SaveAsync(ParseResult parsed, double threshold, int window, string severity, bool isEnabled, string then, CancellationToken cancellationToken)
    {
        var whose = parsed.GetValue(_for)?.Split(':', 2);
        if (whose is { Length: not 2 })
        {
            return Task.FromResult(Fail(parsed, "--for names a scope and one of it, as service:billing.", "Scopes are service, provider, model, alias, credential, key, budget and webhook."));
        }

        return _graph.RunAsync(
            parsed,
            "AlertsSet",
            writer =>
            {
                writer.WriteStartObject("input");
                writer.WriteString("kind", parsed.GetValue(_kind));
                writer.WriteString("scope", whose?[0]);
                writer.WriteString("scopeId", whose?[1]);
                writer.WriteNumber("threshold", threshold);
                writer.WriteNumber("windowSeconds", window);
                writer.WriteString("severity", severity.ToUpperInvariant());
                writer.WriteBoolean("enabled", isEnabled);
                writer.WriteEndObject();
            },
            (rule, _) => context.Terminal.Out.WriteLine($"{Members.Text(rule, "kind")} for {Whose(rule)} {then}."),
            cancellationToken);
    }

    private int Fail(ParseResult parsed, string what, string hint) => shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage(what, hint));

    private static string Whose(JsonElement rule) => Members.Text(rule, "scope") is { } scope ? $"{scope}:{Members.Text(rule, "scopeId")}" : "all";

    private static string[] Row(JsonElement alert) =>
    [
        Members.Text(alert, "id") ?? "",
        Members.Text(alert, "severity")?.ToLowerInvariant() ?? "",
        Members.Text(alert, "kind") ?? "",
        Members.Text(alert, "subject") ?? "",
        Members.Text(alert, "status")?.ToLowerInvariant() ?? "",
        Members.Text(alert, "openedAt") ?? "",
        Members.Text(alert, "summary") ?? "",
    ];

    private static string[] RuleRow(JsonElement rule) =>
    [
        Members.Text(rule, "kind") ?? "",
        Whose(rule),
        rule.GetProperty("threshold").GetDouble().ToString(CultureInfo.InvariantCulture),
        $"{rule.GetProperty("windowSeconds").GetInt32()} s",
        Members.Text(rule, "severity")?.ToLowerInvariant() ?? "",
        rule.GetProperty("enabled").GetBoolean() ? "on" : "muted",
    ];
}
