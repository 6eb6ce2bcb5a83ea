using System.CommandLine;
using Banyan.Cli.Checking;
using Banyan.Cli.Http;
using Banyan.Cli.Parsing;
using Banyan.Cli.Settings;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan check</c>: everything that is wrong with a configuration, without a running service.</summary>
internal sealed class CheckCommand(SharedOptions shared, CliContext context)
{
    private readonly Argument<string?> _file = new("file") { Description = "The configuration (BANYAN_CONFIG; default ./banyan.yaml)", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _strict = new("--strict") { Description = "Warnings count as errors" };
    private readonly Option<bool> _live = new("--live") { Description = "Ask every provider the smallest thing there is with each of its keys, too: it costs a few tokens" };
    private readonly Option<string?> _host = new("--host") { Description = "Banyan.Host: a program, .dll or project (BANYAN_HOST; default: beside this program, else the source tree)", HelpName = "PATH" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new CheckCommand(shared, context);
        var command = new Command("check", "Check a configuration and say everything that is wrong with it, each with its path; with --live ask its providers, too. Exit status 0 clean, 1 errors.") { self._file, self._strict, self._live, self._host };
        command.SetAction(self.RunAsync);
        HelpPage.AddExamples(command, "banyan check", "banyan check banyan.yaml --strict --json", "banyan check --live");
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var talk = shared.TalkOf(parsed, context, parsed.GetValue(shared.Json));
        var (timeout, problem) = ConnectionReader.ReadTimeout(parsed, shared, context);
        var (program, missing) = HostFinder.Find(parsed.GetValue(_host) ?? context.Variable("BANYAN_HOST"), AppContext.BaseDirectory, Directory.GetCurrentDirectory());
        if (timeout is null || program is null)
        {
            return talk.Fail((problem ?? missing)!);
        }

        var status = 0;
        var failure = await TimeBound.RunAsync(
            timeout.Value,
            context.Time,
            async token =>
            {
                (status, var failed) = await HostRun.RunAsync(program, Words(parsed), context.Terminal, token);
                return failed;
            },
            cancellationToken);
        return failure is null ? status : talk.Fail(failure);
    }

    private IEnumerable<string> Words(ParseResult parsed)
    {
        yield return "--check";
        if (parsed.GetValue(_file) is { } file)
        {
            yield return Path.GetFullPath(file);
        }

        if (parsed.GetValue(_strict))
        {
            yield return "--strict";
        }

        if (parsed.GetValue(_live))
        {
            yield return "--live";
        }

        if (parsed.GetValue(shared.Json))
        {
            yield return "--json";
        }
    }
}
