using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Banyan.Cli.Parsing;

/// <summary>The help of each command, with its examples and what its exit status means.</summary>
internal sealed class HelpPage(HelpAction page) : SynchronousCommandLineAction
{
    private const int Width = 120;
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Command, string[]> Examples = [];

    /// <summary>Gives a command lines to paste.</summary>
    public static void AddExamples(Command command, params string[] lines) => Examples.Add(command, lines);

    /// <summary>The lines to paste of a command.</summary>
    public static IReadOnlyList<string> ExamplesOf(Command command) => Examples.TryGetValue(command, out var lines) ? lines : [];

    /// <summary>Puts the page behind <c>--help</c>; its width never depends on the terminal, so that the manual is the same everywhere.</summary>
    public static void Install(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Description = "Show help";
            help.Action = new HelpPage(new HelpAction { MaxWidth = Width });
        }

        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Description = "Show the version";
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var result = page.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (ExamplesOf(parseResult.CommandResult.Command) is { Count: > 0 } lines)
        {
            output.WriteLine("Examples:");
            foreach (var line in lines)
            {
                output.WriteLine($"  {line}");
            }

            output.WriteLine();
        }

        if (parseResult.CommandResult.Command is RootCommand)
        {
            output.WriteLine("Exit status: 0 done, 1 failed, 2 wrong usage, 3 no key or no right, 4 not found, 5 conflict, 6 budget or limit,");
            output.WriteLine("  7 provider, 8 timeout, 130 interrupted.");
        }

        return result;
    }
}
