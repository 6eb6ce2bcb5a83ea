using System.CommandLine;
using Banyan.Cli.Output;

namespace Banyan.Cli.Parsing;

/// <summary>The flags every command has, always by the same name and with the same meaning.</summary>
internal sealed class SharedOptions
{
    public Option<string?> Url { get; } = new("--url") { Description = "Address of the service (BANYAN_URL; default http://127.0.0.1:8090)", HelpName = "URL", Recursive = true };

    public Option<string?> KeyFile { get; } = new("--key-file")
    {
        Description = "File that holds the key, - for the first line of standard input (else BANYAN_KEY, else ~/.config/banyan/PROFILE.key); never a key itself",
        HelpName = "PATH",
        Recursive = true,
    };

    public Option<string?> Profile { get; } = new("--profile") { Description = "Which settings and key of ~/.config/banyan to use (BANYAN_PROFILE; else the one named default)", HelpName = "NAME", Recursive = true };

    public Option<string?> Timeout { get; } = new("--timeout") { Description = "Longest the command may take: 500ms, 30s, 5m (BANYAN_TIMEOUT; default 5m)", HelpName = "TIME", Recursive = true };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON; errors are one line of JSON on standard error", Recursive = true };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print the data and errors, nothing else", Recursive = true };

    public Option<bool> NoInput { get; } = new("--no-input") { Description = "Ask nothing and read nothing from standard input", Recursive = true };

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Answer yes where a command would ask whether it may destroy something", Recursive = true };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours (NO_COLOR); there are none without a terminal", Recursive = true };

    public void AddTo(Command root)
    {
        foreach (var option in new Option[] { Url, KeyFile, Profile, Timeout, Json, Quiet, NoInput, Yes, NoColor })
        {
            root.Add(option);
        }
    }

    /// <summary>Whether colours are wanted, where there is a terminal for them.</summary>
    public bool WantsColor(ParseResult parsed, CliContext context) =>
        !parsed.GetValue(NoColor) && context.Variable("NO_COLOR") is null && context.Variable("TERM") != "dumb";

    /// <summary>The way to talk that the flags ask for.</summary>
    public Talk TalkOf(ParseResult parsed, CliContext context, bool isJson) => new(context, isJson, parsed.GetValue(Quiet), WantsColor(parsed, context));

    /// <summary>Colours for data, where a person reads it.</summary>
    public Paint PaintOf(ParseResult parsed, CliContext context) => new(WantsColor(parsed, context) && context.Terminal.IsOutputTerminal);
}
