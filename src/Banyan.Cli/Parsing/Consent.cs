using System.CommandLine;

namespace Banyan.Cli.Parsing;

/// <summary>Asks before something is destroyed: <c>--yes</c> answers, a person at a terminal is asked, and where nobody can be asked it is a no.</summary>
internal static class Consent
{
    /// <summary>Whether it may be done.</summary>
    public static bool Given(ParseResult parsed, SharedOptions shared, CliContext context, string question)
    {
        if (parsed.GetValue(shared.Yes))
        {
            return true;
        }

        if (!context.Terminal.IsInputTerminal || parsed.GetValue(shared.NoInput))
        {
            return false;
        }

        context.Terminal.Error.Write(question + " [y/N] ");
        context.Terminal.Error.Flush();
        return context.Terminal.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
