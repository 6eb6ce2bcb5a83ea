using System.CommandLine;
using Banyan.Cli.Completing;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan completion</c>: a script that completes words in a shell.</summary>
internal static class CompletionCommand
{
    public static Command Create(CliContext context)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong([.. ShellScripts.Shells]);
        var command = new Command("completion", "Print a script that completes commands and options in a shell.") { shell };
        command.SetAction(parsed =>
        {
            context.Terminal.Out.Write(ShellScripts.Of(parsed.GetValue(shell)!));
            return (int)ExitCode.Ok;
        });
        HelpPage.AddExamples(command, "source <(banyan completion bash)", "banyan completion fish > ~/.config/fish/completions/banyan.fish");
        return command;
    }
}
