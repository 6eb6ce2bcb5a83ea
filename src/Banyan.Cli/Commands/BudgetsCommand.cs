using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan budgets list | spenders | set | override | remove | alerts</c>.</summary>
internal sealed class BudgetsCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Scopes = ["global", "service", "user", "feature", "team", "key"];
    private static readonly string[] Periods = ["daily", "weekly", "monthly"];
    private static readonly string[] Choices = ["block", "warn", "degrade"];
    private static readonly string[] AlertHead = ["AT", "BUDGET", "WHOSE", "THRESHOLD", "USED", "LIMIT"];
    private static readonly string[] SpenderHead = ["WHOSE", "SPENT USD", "RESERVED USD"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _id = new("id") { Description = "The budget's id, as banyan budgets list shows it" };
    private readonly Option<string?> _scope = Word("--scope", "Whose spending: global, service, user, feature, team or key", "WORD", Scopes);
    private readonly Option<string?> _for = new("--for") { Description = "Which one of the scope, by name or id; * is each of them", HelpName = "NAME" };
    private readonly Option<string?> _period = Word("--period", "How long it lasts: daily, weekly or monthly", "WORD", Periods);
    private readonly Option<decimal?> _limit = new("--limit") { Description = "Most to be spent, in USD", HelpName = "USD" };
    private readonly Option<string?> _onExceeded = Word("--on-exceeded", "At the limit: block (the default), warn, or degrade", "WORD", Choices);
    private readonly Option<string?> _degradeTo = new("--degrade-to") { Description = "Model or alias to go on with at the limit", HelpName = "NAME" };
    private readonly Option<double[]> _alertAt = new("--alert-at") { Description = "Shares of the limit that raise an alert, as 0.5 0.8", HelpName = "SHARE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _zone = new("--time-zone") { Description = "IANA zone whose midnight opens a period; UTC when left out", HelpName = "ZONE" };
    private readonly Option<bool> _strict = new("--strict") { Description = "Reserve the provable maximum, so that nothing is ever overspent" };
    private readonly Option<string?> _until = new("--until") { Description = "Until when, as 2026-12-24T18:00:00Z", HelpName = "INSTANT" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why; it stands in the audit log", HelpName = "TEXT" };
    private readonly Option<int> _first = new("--first") { Description = "At most so many, 1 to 200", HelpName = "N", DefaultValueFactory = _ => 20 };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new BudgetsCommand(shared, context);
        var list = new Command("list", "List budgets with what is spent, held and left of them.") { self._scope, self._for };
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan budgets list", "banyan budgets list --scope service --for billing --json");
        var spenders = new Command("spenders", "List everybody a budget counts for, who spent most first.") { self._id, self._first };
        spenders.SetAction(self.SpendersAsync);
        HelpPage.AddExamples(spenders, "banyan budgets spenders file:service:*:daily");
        var set = new Command("set", "Set the budget of a scope and period; in force on every node within a second.")
            { self._scope, self._for, self._period, self._limit, self._onExceeded, self._degradeTo, self._alertAt, self._zone, self._strict };
        set.SetAction(self.SetAsync);
        HelpPage.AddExamples(set, "banyan budgets set --scope service --for billing --period daily --limit 50 --time-zone Europe/Paris", "banyan budgets set --scope user --for ada@shop.example --period monthly --limit 5 --on-exceeded degrade --degrade-to fast");
        var raise = new Command("override", "Let another limit hold until an instant, with a reason.") { self._id, self._limit, self._until, self._reason };
        raise.SetAction(self.OverrideAsync);
        HelpPage.AddExamples(raise, "banyan budgets override ID --limit 100 --until 2026-12-24T18:00:00Z --reason import");
        var remove = new Command("remove", "Take a budget that was set away; the file's for the same scope and period holds again.") { self._id };
        remove.SetAction(self.RemoveAsync);
        HelpPage.AddExamples(remove, "banyan budgets remove ID --yes");
        var alerts = new Command("alerts", "List thresholds that were reached, latest first.") { self._first };
        alerts.SetAction(self.AlertsAsync);
        HelpPage.AddExamples(alerts, "banyan budgets alerts --first 5");
        return new Command("budgets", "See and set how much may be spent, by whom and until when.") { list, spenders, set, raise, remove, alerts };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "BudgetsList",
        writer =>
        {
            WriteWord(writer, "scope", parsed.GetValue(_scope));
            writer.WriteString("scopeId", parsed.GetValue(_for));
        },
        (budgets, paint) => BudgetText.List(context.Terminal.Out, paint, budgets),
        cancellationToken);

    private Task<int> SpendersAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "BudgetsSpenders",
        writer =>
        {
            writer.WriteString("id", parsed.GetValue(_id));
            writer.WriteNumber("first", parsed.GetValue(_first));
        },
        (budget, paint) => TextTable.Write(
            context.Terminal.Out,
            paint,
            SpenderHead,
            [.. Members.Items(budget, "spenders").Select(one => new[] { Members.Text(one, "scopeId") ?? "", BudgetText.Usd(one, "currentUsage"), BudgetText.Usd(one, "reserved") })]),
        cancellationToken,
        then: budget => budget.ValueKind == JsonValueKind.Null ? new CliFailure(ExitCode.NotFound, "not_found", $"There is no budget {parsed.GetValue(_id)}.", "banyan budgets list shows them with their ids.") : null);

    private Task<int> SetAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_scope) is not { } scope || parsed.GetValue(_period) is null || parsed.GetValue(_limit) is null || (scope != "global" && parsed.GetValue(_for) is null))
        {
            return Task.FromResult(Fail(parsed, "budgets set wants --scope, --for (but for global), --period and --limit.", "For example: banyan budgets set --scope service --for billing --period daily --limit 50"));
        }

        return _graph.RunAsync(parsed, "BudgetsSet", writer => Input(writer, parsed), ShowOne, cancellationToken);
    }

    private Task<int> OverrideAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_limit) is not { } limit || parsed.GetValue(_until) is not { } until || parsed.GetValue(_reason) is not { } reason)
        {
            return Task.FromResult(Fail(parsed, "budgets override wants --limit, --until and --reason.", "The reason is kept in the audit log beside who gave it."));
        }

        return _graph.RunAsync(
            parsed,
            "BudgetsOverride",
            writer =>
            {
                writer.WriteString("id", parsed.GetValue(_id));
                writer.WriteString("limit", BudgetText.Decimal(limit));
                writer.WriteString("until", until);
                writer.WriteString("reason", reason);
            },
            ShowOne,
            cancellationToken);
    }

    private async Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id)!;
        if (!Consent.Given(parsed, shared, context, $"Remove the budget {id}? What it limits may then be spent freely, unless the file limits it."))
        {
            return Fail(parsed, $"The budget {id} was not removed.", "Say yes, or give --yes where nobody can be asked.");
        }

        return await _graph.RunAsync(parsed, "BudgetsRemove", writer => writer.WriteString("id", id), (_, _) => context.Terminal.Out.WriteLine($"Budget {id} is gone."), cancellationToken);
    }

    private Task<int> AlertsAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "BudgetsAlerts",
        writer => writer.WriteNumber("first", parsed.GetValue(_first)),
        (alerts, paint) => TextTable.Write(context.Terminal.Out, paint, AlertHead, [.. alerts.EnumerateArray().Select(BudgetText.Alert)]),
        cancellationToken);

    private void ShowOne(JsonElement budget, Paint paint) => BudgetText.One(context.Terminal.Out, budget);

    private int Fail(ParseResult parsed, string what, string hint) => shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage(what, hint));

    private void Input(Utf8JsonWriter writer, ParseResult parsed)
    {
        writer.WriteStartObject("input");
        WriteWord(writer, "scope", parsed.GetValue(_scope));
        writer.WriteString("scopeId", parsed.GetValue(_for) ?? "*");
        WriteWord(writer, "period", parsed.GetValue(_period));
        writer.WriteString("limitAmount", BudgetText.Decimal(parsed.GetValue(_limit)!.Value));
        if (parsed.GetValue(_onExceeded) is { } choice)
        {
            WriteWord(writer, "onExceeded", choice);
        }

        if (parsed.GetValue(_degradeTo) is { } cheaper)
        {
            writer.WriteString("degradeTo", cheaper);
        }

        if (parsed.GetValue(_alertAt) is { Length: > 0 } shares)
        {
            writer.WriteStartArray("alertThresholds");
            foreach (var share in shares)
            {
                writer.WriteNumberValue(share);
            }

            writer.WriteEndArray();
        }

        writer.WriteString("timeZone", parsed.GetValue(_zone) ?? "UTC");
        writer.WriteBoolean("strict", parsed.GetValue(_strict));
        writer.WriteEndObject();
    }

    private static void WriteWord(Utf8JsonWriter writer, string name, string? word) => writer.WriteString(name, word?.ToUpperInvariant());

    private static Option<string?> Word(string name, string description, string help, string[] words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = help };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
