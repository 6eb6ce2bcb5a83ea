using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan routes explain | list | add | move | remove</c>.</summary>
internal sealed class RoutesCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] RuleHead = ["PRIORITY", "NAME", "TO", "WHEN", "MATCHED 24H", "STATE", "ID"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string?> _question = new("question") { Description = "What would be asked; its length and words matter, nothing is sent", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _model = new("--model") { Description = "Model or alias; the default one when left out", HelpName = "NAME" };
    private readonly Option<string?> _prompt = new("--prompt") { Description = "A prompt to render, as name, name@label or name:7", HelpName = "REFERENCE" };
    private readonly Option<string?> _feature = new("--feature") { Description = "The caller's name for the use, for rules that ask for it", HelpName = "NAME" };
    private readonly Option<string[]> _tags = new("--tag") { Description = "A word on the ask, for rules that ask for it", HelpName = "WORD", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "Bound on the answer", HelpName = "N" };
    private readonly Option<string?> _request = new("--request") { Description = "Explain what became of a request instead, by the id of its x-request-id header", HelpName = "ID" };
    private readonly Argument<string> _name = new("name") { Description = "The rule's name" };
    private readonly Option<string?> _to = new("--to") { Description = "The model or alias it chooses", HelpName = "NAME" };
    private readonly Option<string?> _when = new("--when") { Description = "Conditions as JSON; always when left out", HelpName = "JSON" };
    private readonly Option<int> _priority = new("--priority") { Description = "Higher ones are tried first", HelpName = "N", DefaultValueFactory = _ => 0 };
    private readonly Option<string[]> _fallbacks = new("--fallback") { Description = "A model or alias tried after it", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _shadow = new("--shadow") { Description = "Only record what it would do" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new RoutesCommand(shared, context);
        var explain = new Command(
            "explain",
            "Tell where an ask would go and why, or with --request where one went. Sends and spends nothing. GATE closed is healthy, half_open is being probed, open is left alone; UTILITY weighs cost, latency and quality: "
            + "the best wins, of those as good the less loaded.")
        {
            self._question, self._model, self._prompt, self._feature, self._tags, self._maxTokens, self._request,
        };
        explain.Aliases.Add("dry-run");
        explain.SetAction(self.ExplainAsync);
        HelpPage.AddExamples(explain, "banyan routes explain \"Summarise this report\" --model auto", "banyan routes explain --prompt summarize-article --feature digest --json", "banyan routes explain --request 01a2b3c4-5d6e-7f80-9a0b-1c2d3e4f5a6b");
        var list = new Command("list", "List the rules in the order they are tried, with how often they matched.");
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan routes list");
        var add = new Command("add", "Keep a rule in the database; in force on every node within a second.") { self._name, self._to, self._when, self._priority, self._fallbacks, self._shadow };
        add.SetAction(self.AddAsync);
        HelpPage.AddExamples(add, "banyan routes add short-to-small --to fast --when '{\"estimatedInputTokens\":{\"lt\":500}}' --priority 50 --shadow");
        var move = new Command("move", "Give a rule of the database another priority.") { self._name, self._priority };
        move.SetAction(self.MoveAsync);
        HelpPage.AddExamples(move, "banyan routes move short-to-small --priority 90");
        var remove = new Command("remove", "Remove a rule of the database.") { self._name };
        remove.SetAction(self.RemoveAsync);
        HelpPage.AddExamples(remove, "banyan routes remove short-to-small --yes");
        return new Command("routes", "See where asks go and why, and keep the rules that say so.") { explain, list, add, move, remove };
    }

    private Task<int> ExplainAsync(ParseResult parsed, CancellationToken cancellationToken) => parsed.GetValue(_request) is { } id
        ? _graph.RunAsync(
            parsed,
            "RoutesRequest",
            writer => writer.WriteString("id", id),
            (row, paint) => RouteText.Write(context.Terminal.Out, paint, row.GetProperty("answer").GetProperty("decision")),
            cancellationToken,
            then: row => Members.Object(row, "answer") is { } answer && Members.Object(answer, "decision") is not null
                ? null
                : new CliFailure(ExitCode.NotFound, "not_found", $"There is no answered request {id}.", "The id stands in the answer's x-request-id header; a request is kept a second after its end."))
        : _graph.RunAsync(parsed, "RoutesExplain", writer => Ask(writer, parsed), (decision, paint) => RouteText.Write(context.Terminal.Out, paint, decision), cancellationToken);

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.TableAsync(parsed, "RoutesList", RuleHead, Row, cancellationToken);

    private Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_to) is not { } target || !IsObject(parsed.GetValue(_when)))
        {
            return Task.FromResult(shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage("routes add wants --to, and --when as a JSON object.", "For example: --when '{\"feature\":{\"eq\":\"digest\"}}'")));
        }

        return _graph.RunAsync(
            parsed,
            "RoutesSave",
            writer =>
            {
                writer.WriteStartObject("input");
                writer.WriteString("name", parsed.GetValue(_name));
                writer.WriteNumber("priority", parsed.GetValue(_priority));
                writer.WritePropertyName("conditions");
                writer.WriteRawValue(parsed.GetValue(_when) ?? "{}");
                writer.WriteString("target", target);
                WriteAll(writer, "fallbacks", parsed.GetValue(_fallbacks) ?? []);
                writer.WriteBoolean("shadow", parsed.GetValue(_shadow));
                writer.WriteEndObject();
            },
            ShowOne,
            cancellationToken);
    }

    private Task<int> MoveAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.ThenAsync(
        parsed,
        "RoutesList",
        static _ => { },
        rules => Find(rules, parsed.GetValue(_name)!) is { } rule ? (writer => Moved(writer, rule, parsed.GetValue(_priority)), null) : (null, NoRule(parsed)),
        "RoutesSave",
        ShowOne,
        cancellationToken);

    private Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        if (!Consent.Given(parsed, shared, context, $"Remove the rule {name}? Asks it sent elsewhere go where they name from then on."))
        {
            return Task.FromResult(shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage($"The rule {name} was not removed.", "Say yes, or give --yes where nobody can be asked.")));
        }

        return _graph.ThenAsync(
            parsed,
            "RoutesList",
            static _ => { },
            rules => Find(rules, name) is { } rule ? (writer => writer.WriteString("id", Members.Text(rule, "id")), null) : (null, NoRule(parsed)),
            "RoutesRemove",
            (_, _) => context.Terminal.Out.WriteLine($"The rule {name} is gone."),
            cancellationToken);
    }

    private void Ask(Utf8JsonWriter writer, ParseResult parsed)
    {
        writer.WriteStartObject("input");
        writer.WriteString("modelPreference", parsed.GetValue(_model));
        writer.WriteString("promptId", parsed.GetValue(_prompt));
        writer.WriteString("feature", parsed.GetValue(_feature));
        WriteAll(writer, "tags", parsed.GetValue(_tags) ?? []);
        if (parsed.GetValue(_maxTokens) is { } most)
        {
            writer.WriteNumber("maxTokens", most);
        }

        if (parsed.GetValue(_prompt) is null || parsed.GetValue(_question) is not null)
        {
            writer.WriteStartArray("messages");
            writer.WriteStartObject();
            writer.WriteString("role", "USER");
            writer.WriteString("content", parsed.GetValue(_question) ?? "Hello");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void ShowOne(JsonElement rule, Paint paint)
    {
        context.Terminal.Out.WriteLine($"Rule {Members.Text(rule, "name")} is in force with priority {Members.Scalar(rule, "priority")}{(rule.GetProperty("shadow").GetBoolean() ? ", only recorded" : "")}.");
        foreach (var problem in Members.Texts(rule, "problems"))
        {
            context.Terminal.Out.WriteLine($"But: {problem}.");
        }
    }

    private static CliFailure NoRuleNamed(string name) => new(ExitCode.NotFound, "not_found", $"There is no rule {name} in the database.", "banyan routes list shows them; those of the configuration are changed in its file.");

    private static void Moved(Utf8JsonWriter writer, JsonElement rule, int priority)
    {
        writer.WriteStartObject("input");
        Members.WriteBack(writer, rule, "id", "name", "conditions", "target", "fallbacks", "enabled", "shadow", "description");
        writer.WriteNumber("priority", priority);
        writer.WriteEndObject();
    }

    private static JsonElement? Find(JsonElement rules, string name) =>
        Members.First(rules, rule => Members.Text(rule, "name") == name && Members.Text(rule, "managedBy") == "database");

    private static void WriteAll(Utf8JsonWriter writer, string name, string[] values)
    {
        if (values.Length > 0)
        {
            Members.WriteTexts(writer, name, values);
        }
    }

    private static bool IsObject(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "{}");
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string[] Row(JsonElement rule) =>
    [
        Members.Scalar(rule, "priority") ?? "",
        Members.Text(rule, "name") ?? "",
        Members.Text(rule, "target") ?? "",
        rule.GetProperty("conditions").GetRawText(),
        Members.Scalar(rule, "matchedLast24h") ?? "",
        !rule.GetProperty("enabled").GetBoolean() ? "off" : rule.GetProperty("shadow").GetBoolean() ? "shadow" : Members.Texts(rule, "problems").FirstOrDefault() ?? "on",
        Members.Text(rule, "managedBy") == "file" ? "file" : Members.Text(rule, "id") ?? "",
    ];

    private CliFailure NoRule(ParseResult parsed) => NoRuleNamed(parsed.GetValue(_name)!);
}
