using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan migration catalogues | changes | resolve</c>: what the backends could do and when, and what an operator knows of a write nobody else can say was done.</summary>
internal sealed class MigrationHistory(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["VERSION", "SINCE", "IN FORCE"];
    private static readonly string[] ChangeHead = ["INTENT", "WHAT", "MEMBERS"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _since = new("since") { Description = "Version to compare with, as banyan migration catalogues shows it" };
    private readonly Argument<string?> _version = new("version") { Description = "The later version; the one in force when left out", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string> _run = new("run") { Description = "The run, as /steps in a chat shows it" };
    private readonly Argument<string> _step = new("step") { Description = "Its step, as s2" };
    private readonly Argument<string> _happened = new("happened") { Description = "done or not-done" };
    private readonly Option<string> _reason = new("--reason") { Description = "Why; it stands in the audit log", HelpName = "TEXT", Required = true };

    public static IEnumerable<Command> Create(SharedOptions shared, CliContext context)
    {
        var self = new MigrationHistory(shared, context);
        self._happened.AcceptOnlyFromAmong("done", "not-done");
        var catalogues = new Command("catalogues", "List the catalogues of intents that were in force, the latest first.");
        catalogues.SetAction(self.CataloguesAsync);
        HelpPage.AddExamples(catalogues, "banyan migration catalogues");
        var changes = new Command("changes", "Show which intents came, went or changed from one catalogue to another.") { self._since, self._version };
        changes.SetAction(self.ChangesAsync);
        HelpPage.AddExamples(changes, "banyan migration changes sha256:2f1c", "banyan migration changes sha256:2f1c --json | jq -r '.changes[] | select(.kind == \"removed\") | .key'");
        var resolve = new Command("resolve", "Say of a write of unknown outcome whether it was done, after somebody looked. Nothing is sent.") { self._run, self._step, self._happened, self._reason };
        resolve.SetAction(self.ResolveAsync);
        HelpPage.AddExamples(resolve, "banyan migration resolve 01a1fe8820c5 s2 done --reason \"it stands in the shop's ledger\"");
        return [catalogues, changes, resolve];
    }

    private Task<int> CataloguesAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.TableAsync(parsed, "MigrationCatalogues", Head, Row, cancellationToken);

    private Task<int> ChangesAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "MigrationChanges",
        writer =>
        {
            writer.WriteString("since", parsed.GetValue(_since));
            writer.WriteString("version", parsed.GetValue(_version));
        },
        (told, paint) => TextTable.Write(context.Terminal.Out, paint, ChangeHead, [.. Members.Items(told, "changes").Select(Change)]),
        cancellationToken,
        then: static told => told.ValueKind == JsonValueKind.Null ? new CliFailure(ExitCode.NotFound, "not_found", "There is no catalogue of that version.", "banyan migration catalogues lists them.") : null);

    private Task<int> ResolveAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "MigrationResolve",
        writer =>
        {
            writer.WriteString("run", parsed.GetValue(_run));
            writer.WriteString("step", parsed.GetValue(_step));
            writer.WriteBoolean("happened", parsed.GetValue(_happened) == "done");
            writer.WriteString("reason", parsed.GetValue(_reason));
        },
        (told, _) => context.Terminal.Out.WriteLine(Printable.Line($"Run {Members.Text(told, "id")} is {Members.Text(told, "status")?.ToLowerInvariant()}.")),
        cancellationToken);

    private static string[] Row(JsonElement catalogue) =>
        [Members.Text(catalogue, "version") ?? "", Members.Text(catalogue, "createdAt") ?? "", catalogue.GetProperty("isCurrent").GetBoolean() ? "yes" : ""];

    private static string[] Change(JsonElement change) => [Members.Text(change, "key") ?? "", Members.Text(change, "kind") ?? "", string.Join(", ", Members.Texts(change, "members"))];
}
