using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan prompts list | show | diff | publish | rollback | render</c>; files are <see cref="PromptFilesCommand"/>'s.</summary>
internal sealed class PromptsCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["NAME", "CATEGORY", "ACTIVE", "TAGS", "CHANGED"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _name = new("name") { Description = "The prompt, as folder/name" };
    private readonly Argument<string> _reference = new("reference") { Description = "name, name@label or name:7" };
    private readonly Argument<int> _version = new("version") { Description = "A version's number" };
    private readonly Argument<int> _from = new("from") { Description = "Number of the one version" };
    private readonly Argument<int> _to = new("to") { Description = "Number of the other version" };
    private readonly Option<string?> _category = new("--category") { Description = "Only those of it", HelpName = "WORD" };
    private readonly Option<string?> _search = new("--search") { Description = "Only those whose name or description has it", HelpName = "TEXT" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why; it stands in the audit log", HelpName = "TEXT" };
    private readonly Option<int?> _expected = new("--expected") { Description = "The version that is active now; what the service says when left out", HelpName = "NUMBER" };
    private readonly Option<string> _variables = new("--variables") { Description = "Variables as a JSON object", HelpName = "JSON", DefaultValueFactory = _ => "{}" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new PromptsCommand(shared, context);
        var prompts = new Command("prompts", "Look at prompts, publish versions and roll them back, and keep them as files.");
        prompts.Add(Verb("list", "List prompts by name.", self.ListAsync, "banyan prompts list --search summarize", self._category, self._search));
        prompts.Add(Verb("show", "Show a prompt: what serves, its versions, labels and who uses it.", self.ShowAsync, "banyan prompts show summarize-text", self._name));
        prompts.Add(Verb("diff", "Show what differs between two versions.", self.DiffAsync, "banyan prompts diff summarize-text 1 2", self._name, self._from, self._to));
        prompts.Add(Verb("publish", "Make a version serve, if the one that serves is still the expected.", self.PublishAsync, "banyan prompts publish summarize-text 2 --reason \"shorter answers\"", self._name, self._version, self._expected, self._reason));
        prompts.Add(Verb("rollback", "Make a version serve that served before, whatever serves now.", self.RollbackAsync, "banyan prompts rollback summarize-text 1 --reason \"too short\"", self._name, self._version, self._reason));
        prompts.Add(Verb("render", "Put variables in and show what a model would be sent; nothing is sent.", self.RenderAsync, "banyan prompts render summarize-text --variables '{\"text\":\"Hello.\",\"sentences\":1}'", self._reference, self._variables));
        foreach (var command in PromptFilesCommand.Create(shared, context))
        {
            prompts.Add(command);
        }

        return prompts;
    }

    private static Command Verb(string name, string description, Func<ParseResult, CancellationToken, Task<int>> run, string example, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction(run);
        HelpPage.AddExamples(command, example);
        return command;
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "PromptsList",
        writer =>
        {
            writer.WriteString("category", parsed.GetValue(_category));
            writer.WriteString("search", parsed.GetValue(_search));
        },
        (prompts, paint) => TextTable.Write(context.Terminal.Out, paint, Head, [.. prompts.EnumerateArray().Select(Row)]),
        cancellationToken);

    private Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        _graph.RunAsync(parsed, "PromptsShow", writer => writer.WriteString("id", parsed.GetValue(_name)), (prompt, paint) => PromptText.Write(context.Terminal.Out, paint, prompt), cancellationToken);

    private Task<int> DiffAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "PromptsDiff",
        writer =>
        {
            writer.WriteString("id", parsed.GetValue(_name));
            writer.WriteNumber("from", parsed.GetValue(_from));
            writer.WriteNumber("to", parsed.GetValue(_to));
        },
        (diff, _) => PromptText.WriteDiff(context.Terminal.Out, diff),
        cancellationToken);

    private Task<int> PublishAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (name, number) = (parsed.GetValue(_name)!, parsed.GetValue(_version));
        return _graph.ThenAsync(
            parsed,
            "PromptsVersions",
            writer => writer.WriteString("id", name),
            prompt =>
            {
                if (Members.Items(prompt, "versions").FirstOrDefault(one => Members.Count(one, "version") == number) is not { ValueKind: JsonValueKind.Object } version)
                {
                    return (null, new CliFailure(ExitCode.NotFound, "prompt_not_found", $"'{name}' has no version {number}.", "banyan prompts show lists its versions."));
                }

                var active = parsed.GetValue(_expected) ?? (int?)Members.Count(Members.Object(prompt, "activeVersion") ?? default, "version");
                return (writer => PublishVariables(writer, parsed, Members.Text(version, "id")!, active), null);
            },
            "PromptsPublish",
            (published, _) => Say($"{name} serves version {Members.Count(published, "version")}."),
            cancellationToken);
    }

    private void PublishVariables(Utf8JsonWriter writer, ParseResult parsed, string version, int? active)
    {
        writer.WriteString("id", parsed.GetValue(_name));
        writer.WriteString("version", version);
        writer.WriteString("reason", parsed.GetValue(_reason));
        if (active is { } expected)
        {
            writer.WriteNumber("expected", expected);
        }
    }

    private Task<int> RollbackAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "PromptsRollback",
        writer =>
        {
            writer.WriteString("id", parsed.GetValue(_name));
            writer.WriteNumber("to", parsed.GetValue(_version));
            writer.WriteString("reason", parsed.GetValue(_reason) ?? "rolled back at the command line");
        },
        (back, _) => Say($"{parsed.GetValue(_name)} serves version {Members.Count(back, "version")} again."),
        cancellationToken);

    private async Task<int> RenderAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        JsonDocument variables;
        try
        {
            variables = JsonDocument.Parse(parsed.GetValue(_variables)!);
        }
        catch (JsonException wrong)
        {
            return shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage($"--variables is no JSON: {wrong.Message}", "Give an object, as '{\"text\": \"Say hello.\"}'."));
        }

        using (variables)
        {
            return await _graph.RunAsync(
                parsed,
                "PromptsRender",
                writer =>
                {
                    writer.WriteString("id", parsed.GetValue(_reference));
                    writer.WritePropertyName("variables");
                    variables.RootElement.WriteTo(writer);
                },
                (rendered, paint) => PromptText.WriteMessages(context.Terminal.Out, paint, rendered),
                cancellationToken);
        }
    }

    private void Say(string line) => context.Terminal.Out.WriteLine(Printable.Line(line));

    private static string[] Row(JsonElement prompt) =>
    [
        Members.Text(prompt, "name") ?? "",
        Members.Text(prompt, "category") ?? "",
        Members.Object(prompt, "activeVersion") is { } active ? Members.Scalar(active, "version") ?? "-" : "-",
        string.Join(", ", Members.Texts(prompt, "tags")),
        Members.Text(prompt, "updatedAt") ?? "",
    ];
}
