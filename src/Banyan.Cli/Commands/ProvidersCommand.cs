using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan providers list | test | disable | drain | enable</c>.</summary>
internal sealed class ProvidersCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["NAME", "TYPE", "STATUS", "CIRCUIT", "ERRORS 24H", "P95 MS", "KEYS", "CHANGED IN", "ADDRESS"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _name = new("name") { Description = "The provider" };
    private readonly Option<string?> _model = new("--model") { Description = "The provider's own name of a model; the one that costs least when left out", HelpName = "NAME" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new ProvidersCommand(shared, context);
        var list = new Command("list", "List providers with their health and the state of their keys. CHANGED IN says whether the file or the database has the last word on it.");
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan providers list");
        var test = new Command("test", "Ask a provider the smallest thing there is; it costs a few tokens. Exit status 7 when it does not answer.") { self._name, self._model };
        test.SetAction(self.TestAsync);
        HelpPage.AddExamples(test, "banyan providers test openai", "banyan providers test openai --model gpt-4.1-mini --json");
        var commands = new[]
        {
            ("disable", "DISABLED", "Switch a provider off on every node within two seconds; answers under way end."),
            ("drain", "DRAINING", "Give a provider no new exchange."),
            ("enable", "ACTIVE", "Let a provider take part again."),
        }.Select(one =>
        {
            var command = new Command(one.Item1, one.Item3) { self._name };
            command.SetAction((parsed, token) => self.SetAsync(parsed, one.Item2, token));
            HelpPage.AddExamples(command, $"banyan providers {one.Item1} openai{(one.Item1 == "enable" ? "" : " --yes")}");
            return command;
        });
        var providers = new Command("providers", "See the providers models are served by, try them, and take them in and out.") { list, test };
        foreach (var command in commands)
        {
            providers.Add(command);
        }

        return providers;
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.TableAsync(parsed, "ProvidersList", Head, Row, cancellationToken);

    private Task<int> TestAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "ProvidersTest",
        writer =>
        {
            writer.WriteString("id", parsed.GetValue(_name));
            writer.WriteString("model", parsed.GetValue(_model));
        },
        (attempt, _) => context.Terminal.Out.WriteLine($"{Members.Text(attempt, "provider")} answered for {Members.Text(attempt, "model")} with key {Members.Text(attempt, "credential")} in {Members.Scalar(attempt, "latencyMs")} ms."),
        cancellationToken,
        then: attempt => Members.Text(attempt, "outcome") == "SUCCEEDED"
            ? null
            : new CliFailure(ExitCode.Provider, Members.Text(attempt, "failure") ?? "provider_error", $"{parsed.GetValue(_name)} did not answer: {Members.Text(attempt, "failure")}{(Members.Scalar(attempt, "httpStatus") is { } status ? $", HTTP {status}" : "")}.", "banyan providers list shows its keys; banyan config show providers its settings."));

    private Task<int> SetAsync(ParseResult parsed, string status, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        if (status != "ACTIVE" && !Consent.Given(parsed, shared, context, $"Give {name} no new asks? They go to other candidates, or fail where there are none."))
        {
            return Task.FromResult(shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage("Nothing was changed.", "Say yes, or give --yes where nobody can be asked.")));
        }

        return _graph.ThenAsync(
            parsed,
            "ProvidersList",
            static _ => { },
            providers => Find(providers, name) is { } provider
                ? (writer => Input(writer, provider, status), null)
                : (null, new CliFailure(ExitCode.NotFound, "not_found", $"There is no provider {name}.", "banyan providers list shows them.")),
            "ProvidersSave",
            (provider, _) => context.Terminal.Out.WriteLine($"{Members.Text(provider, "name")} is {Members.Text(provider, "status")!.ToLowerInvariant()}."),
            cancellationToken);
    }

    private static void Input(Utf8JsonWriter writer, JsonElement provider, string status)
    {
        writer.WriteStartObject("input");
        Members.WriteBack(writer, provider, "name", "type", "priority", "trust");
        writer.WriteString("status", status);
        writer.WriteEndObject();
    }

    private static JsonElement? Find(JsonElement providers, string name) => Members.First(providers, provider => Members.Text(provider, "name") == name);

    private static string[] Row(JsonElement provider) =>
    [
        Members.Text(provider, "name") ?? "",
        Lower(Members.Text(provider, "type")),
        Lower(Members.Text(provider, "status")),
        Lower(Members.Text(provider, "circuit")),
        (provider.GetProperty("errorRate").GetDouble() * 100).ToString("0.# '%'", CultureInfo.InvariantCulture),
        Members.Scalar(provider, "p95LatencyMs") ?? "",
        string.Join(", ", Members.Items(provider, "credentials").Select(key => $"{Members.Text(key, "name")} {Members.Text(key, "status")}")),
        Members.Text(provider, "managedBy") ?? "",
        Members.Text(provider, "baseUrl") ?? "",
    ];

    private static string Lower(string? word) => word?.ToLowerInvariant() ?? "";
}
