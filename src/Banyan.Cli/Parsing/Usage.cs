using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Banyan.Cli.Output;

namespace Banyan.Cli.Parsing;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class Usage
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static CliFailure? Problem(ParseResult parsed)
    {
        if (parsed.Action is not ParseErrorAction)
        {
            return StrayOption(parsed);
        }

        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var word, ..])
        {
            return Unknown(word, command);
        }

        var message = command.Subcommands.Count > 0 ? "A command is missing." : parsed.Errors[0].Message;
        return CliFailure.Usage(message, $"See {Path(command)} --help.");
    }

    // Words of a question are taken as they come, so a mistyped option would silently become part of it.
    private static CliFailure? StrayOption(ParseResult parsed)
    {
        var free = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).ToHashSet(ReferenceEqualityComparer.Instance);
        var stray = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).FirstOrDefault(token => token.Value.Length > 1 && token.Value[0] == '-' && free.Contains(token));
        return stray is null ? null : Unknown(stray.Value, parsed.CommandResult.Command);
    }

    private static CliFailure Unknown(string word, Command command)
    {
        var isOption = word.StartsWith('-');
        var known = isOption ? Options(command) : command.Subcommands.Select(verb => verb.Name);
        var see = $"see {Path(command)} --help.";
        var hint = Nearest.Of(word.Split('=')[0], known) is { } near ? $"Did you mean {near}? Else {see}" : $"S{see[1..]}";
        var after = isOption && command.Arguments.Count > 0 ? " Put -- before text that begins with a dash." : "";
        return CliFailure.Usage($"'{word}' is not {(isOption ? "an option" : "a command")} of {Path(command)}.", hint + after);
    }

    private static IEnumerable<string> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options)).Select(option => option.Name);

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "banyan";
}
