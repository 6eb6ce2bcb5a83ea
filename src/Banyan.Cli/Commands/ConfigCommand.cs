using System.CommandLine;
using Banyan.Cli.Graph;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan config show | diff | apply | rollback | history | reload</c>.</summary>
internal sealed class ConfigCommand(SharedOptions shared, CliContext context)
{
    private const long MostBytes = 1_000_000;

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string?> _path = new("path") { Description = "Only what begins with this path, as routing or providers.openai", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _origin = new("--origin") { Description = "Say where each value comes from: default, file, environment or database" };
    private readonly Argument<string> _file = new("file") { Description = "A document, YAML or JSON: what the database is to lay over the file of each node" };
    private readonly Argument<string> _id = new("id") { Description = "The revision, as banyan config history shows it" };
    private readonly Option<int> _first = new("--first") { Description = "At most how many", HelpName = "N", DefaultValueFactory = _ => 20 };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new ConfigCommand(shared, context);
        var show = new Command("show", "Show the configuration in force on the node that answers, a line for each value; secrets are masked.") { self._path, self._origin };
        show.SetAction(self.ShowAsync);
        HelpPage.AddExamples(show, "banyan config show routing --origin", "banyan config show --json");
        var diff = new Command("diff", "Try a document: what it would change, and everything that is wrong with it. Exit status 1 when it would be refused.") { self._file };
        diff.SetAction((parsed, token) => self.ApplyAsync(parsed, isTrial: true, token));
        HelpPage.AddExamples(diff, "banyan config diff more.yaml");
        var apply = new Command("apply", "Put a document in the place of all the database holds, on every node within two seconds. What it does not name is as the file of the node says.") { self._file };
        apply.SetAction((parsed, token) => self.ApplyAsync(parsed, isTrial: false, token));
        HelpPage.AddExamples(apply, "banyan config apply more.yaml --yes");
        var rollback = new Command("rollback", "Go back to what the database held at a revision. Prices keep their history.") { self._id };
        rollback.SetAction(self.RollBackAsync);
        HelpPage.AddExamples(rollback, "banyan config rollback ID --yes");
        var history = new Command("history", "List revisions, the newest first, with what each changed.") { self._first };
        history.SetAction(self.HistoryAsync);
        HelpPage.AddExamples(history, "banyan config history --first 5");
        var reload = new Command("reload", "Have the node that answers read its file, environment and secrets again at once. Exit status 1, with all that is wrong, when it stays as it was.");
        reload.SetAction(self.ReloadAsync);
        HelpPage.AddExamples(reload, "banyan config reload", "banyan config reload --json");
        return new Command("config", "See the configuration in force and where it comes from, change what the database lays over the file, and go back.") { show, diff, apply, rollback, history, reload };
    }

    private Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed, "ConfigShow", static _ => { }, (config, _) => ConfigText.Values(context.Terminal.Out, config, parsed.GetValue(_path), parsed.GetValue(_origin)), cancellationToken);

    private Task<int> ApplyAsync(ParseResult parsed, bool isTrial, CancellationToken cancellationToken)
    {
        var (document, problem) = Read(parsed.GetValue(_file)!);
        if (document is null)
        {
            return Task.FromResult(Fail(parsed, problem!));
        }

        return isTrial || Consent.Given(parsed, shared, context, "Put this document in the place of all the database lays over the file? banyan config diff shows what changes.")
            ? _graph.RunAsync(
                parsed,
                "ConfigApply",
                writer =>
                {
                    writer.WriteString("document", document);
                    writer.WriteBoolean("dryRun", isTrial);
                },
                (revision, _) => ConfigText.Revision(context.Terminal.Out, revision, isTrial),
                cancellationToken,
                then: revision => revision.GetProperty("valid").GetBoolean() ? null : ConfigText.Refused(revision))
            : Task.FromResult(Fail(parsed, CliFailure.Usage("Nothing was changed.", "Say yes, or give --yes where nobody can be asked.")));
    }

    private Task<int> RollBackAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Consent.Given(parsed, shared, context, $"Go back to revision {parsed.GetValue(_id)}? What was changed after it is laid over the file no more.")
            ? _graph.RunAsync(parsed, "ConfigRollback", writer => writer.WriteString("id", parsed.GetValue(_id)), (revision, _) => ConfigText.Revision(context.Terminal.Out, revision, isTrial: false), cancellationToken)
            : Task.FromResult(Fail(parsed, CliFailure.Usage("Nothing was changed.", "Say yes, or give --yes where nobody can be asked.")));

    private Task<int> HistoryAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed, "ConfigHistory", writer => writer.WriteNumber("first", parsed.GetValue(_first)), (revisions, paint) => ConfigText.History(context.Terminal.Out, paint, revisions), cancellationToken);

    private Task<int> ReloadAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "ConfigReload",
        static _ => { },
        (reload, _) => ConfigText.Reload(context.Terminal.Out, reload),
        cancellationToken,
        then: static reload => reload.GetProperty("applied").GetBoolean() ? null : ConfigText.Refused(reload));

    private static (string? Document, CliFailure? Problem) Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MostBytes }
                ? (null, CliFailure.Usage($"{path} is larger than 1 MB.", "A configuration is smaller."))
                : (File.ReadAllText(path), null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, CliFailure.Usage($"{path} cannot be read.", unreadable.Message));
        }
    }

    private int Fail(ParseResult parsed, CliFailure failure) => shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(failure);
}
