using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan backends list | save | remove | discover</c>.</summary>
internal sealed class BackendsCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["NAME", "SIDE", "TRUST", "STATE", "CIRCUIT", "READ AT", "CHANGED IN", "ADDRESS", "PROBLEMS"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _name = new("name") { Description = "The backend" };
    private readonly Argument<string[]> _names = new("name") { Description = "Only these are shown; all when left out", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _url = new("--base-url") { Description = "Where it is", HelpName = "URL", Required = true };
    private readonly Option<string> _side = new("--generation") { Description = "Which world it belongs to: legacy or modern", HelpName = "SIDE", Required = true };
    private readonly Option<string> _trust = new("--trust") { Description = "Whether what it says of itself is granted without an operator: full or proposed", HelpName = "WORD", DefaultValueFactory = _ => "proposed" };
    private readonly Option<string?> _openApi = new("--openapi") { Description = "Where its OpenAPI document is: a path at the backend, or the whole address there", HelpName = "PATH" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new BackendsCommand(shared, context);
        self._side.AcceptOnlyFromAmong("legacy", "modern");
        self._trust.AcceptOnlyFromAmong("full", "proposed");
        var list = new Command("list", "List the services behind intents, how good what is known of each is, and what is wrong with it.");
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan backends list", "banyan backends list --json | jq -r '.[] | select(.state != \"FRESH\").name'");
        var save = new Command("save", "Make a backend or move one, on every node within two seconds, and ask it at once what it can do. What the file alone says of it stays.") { self._name, self._url, self._side, self._trust, self._openApi };
        save.SetAction(self.SaveAsync);
        HelpPage.AddExamples(save, "banyan backends save stock --base-url http://127.0.0.1:8095 --generation modern --trust full");
        var remove = new Command("remove", "Take back what was saved of a backend; what the file says of it holds again.") { self._name };
        remove.SetAction(self.RemoveAsync);
        HelpPage.AddExamples(remove, "banyan backends remove stock --yes");
        var discover = new Command("discover", "Have every backend and directory asked again soon, and show what is known now.") { self._names };
        discover.SetAction(self.DiscoverAsync);
        HelpPage.AddExamples(discover, "banyan backends discover", "banyan backends discover stock");
        return new Command("backends", "See, make and move the services behind intents.") { list, save, remove, discover };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(parsed, "BackendsList", static _ => { }, Show, cancellationToken);

    private Task<int> DiscoverAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "BackendsDiscover",
        writer => Members.WriteTexts(writer, "names", parsed.GetValue(_names) ?? []),
        Show,
        cancellationToken);

    private Task<int> SaveAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "BackendsSave",
        writer =>
        {
            writer.WriteStartObject("input");
            writer.WriteString("name", parsed.GetValue(_name));
            writer.WriteString("baseUrl", parsed.GetValue(_url));
            writer.WriteString("generation", parsed.GetValue(_side)!.ToUpperInvariant());
            writer.WriteString("trust", parsed.GetValue(_trust));
            if (parsed.GetValue(_openApi) is { } document)
            {
                writer.WriteString("openapiUrl", document);
            }

            writer.WriteEndObject();
        },
        (backend, _) =>
        {
            context.Terminal.Out.WriteLine(Printable.Line($"{Members.Text(backend, "name")} at {Members.Text(backend, "baseUrl")} is {Members.Text(backend, "state")!.ToLowerInvariant()}."));
            foreach (var problem in Members.Texts(backend, "problems"))
            {
                context.Terminal.Out.WriteLine(Printable.Line(problem));
            }
        },
        cancellationToken);

    private Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        return Consent.Given(parsed, shared, context, $"Take back what was saved of {name}? Intents only it can do are gone.")
            ? _graph.RunAsync(parsed, "BackendsRemove", writer => writer.WriteString("name", name), (_, _) => context.Terminal.Out.WriteLine(Printable.Line($"{name} is as the file says.")), cancellationToken)
            : Task.FromResult(shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage("Nothing was changed.", "Say yes, or give --yes where nobody can be asked.")));
    }

    private void Show(JsonElement backends, Paint paint) => TextTable.Write(context.Terminal.Out, paint, Head, [.. backends.EnumerateArray().Select(Row)]);

    private static string[] Row(JsonElement backend) =>
    [
        Members.Text(backend, "name") ?? "",
        Lower(backend, "generation"),
        Members.Text(backend, "trust") ?? "",
        Lower(backend, "state"),
        Lower(backend, "circuit"),
        Members.Text(backend, "lastDiscoveredAt") ?? "",
        Members.Text(backend, "managedBy") ?? "",
        Members.Text(backend, "baseUrl") ?? "",
        string.Join("; ", Members.Texts(backend, "problems")),
    ];

    private static string Lower(JsonElement backend, string name) => Members.Text(backend, name)?.ToLowerInvariant() ?? "";
}
