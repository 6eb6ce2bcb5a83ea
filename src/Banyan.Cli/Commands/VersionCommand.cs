using System.CommandLine;
using System.Runtime.InteropServices;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create(SharedOptions shared, CliContext context)
    {
        var command = new Command("version", "Show the version of this program and what it runs on.");
        command.SetAction(parsed => Run(parsed.GetValue(shared.Json), context.Terminal));
        HelpPage.AddExamples(command, "banyan version --json");
        return command;
    }

    private static int Run(bool isJson, Terminal terminal)
    {
        terminal.Out.WriteLine(isJson
            ? JsonLine.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("version", ProductVersion.Text);
                writer.WriteString("runtime", RuntimeInformation.FrameworkDescription);
                writer.WriteString("platform", RuntimeInformation.RuntimeIdentifier);
                writer.WriteEndObject();
            })
            : $"banyan {ProductVersion.Text} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})");
        return (int)ExitCode.Ok;
    }
}
