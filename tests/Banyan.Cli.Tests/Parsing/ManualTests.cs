using System.CommandLine;
using System.Text;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Parsing;

/// <summary><c>docs/cli.md</c> is written from <c>--help</c>; with <c>BANYAN_REGENERATE=1</c> the test writes it.</summary>
public sealed class ManualTests
{
    [Fact]
    public async Task The_manual_is_the_help()
    {
        var path = Path.Combine(Pages.Root, "docs", "cli.md");
        var expected = await WriteAsync();
        if (Pages.ShouldWrite)
        {
            await File.WriteAllTextAsync(path, expected, TestContext.Current.CancellationToken);
        }

        expected.ShouldNotContain(RootCommand.ExecutableName);
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe(expected, "docs/cli.md differs from --help: run this test once with BANYAN_REGENERATE=1, then read the change.");
    }

    [Fact]
    public void Every_command_has_an_example_that_can_be_parsed()
    {
        var root = Tree();
        foreach (var (command, _) in Commands(root).Where(one => one.Command.Subcommands.Count == 0))
        {
            var examples = HelpPage.ExamplesOf(command);
            examples.ShouldNotBeEmpty(command.Name);
            foreach (var example in examples)
            {
                var parsed = root.Parse(Ours(example));
                Usage.Problem(parsed).ShouldBeNull(example);
                parsed.CommandResult.Command.ShouldBe(command);
            }
        }
    }

    /// <summary>The part of a shell line that is ours.</summary>
    private static string Ours(string example)
    {
        var begin = example.IndexOf("banyan ", StringComparison.Ordinal) + "banyan ".Length;
        return example[begin..].Split([" | ", " > "], StringSplitOptions.None)[0].TrimEnd(')');
    }

    private static async Task<string> WriteAsync()
    {
        using var user = new User();
        var page = new StringBuilder("""
            # Command line

            `banyan` talks HTTP to a running service. Data goes to standard output, everything else to standard error; names of JSON fields are stable, money is a decimal string.
            A flag beats its environment variable, which beats the profile (`~/.config/banyan/PROFILE.json` with `url`, `model`, `timeout`; its key in `PROFILE.key`, mode 600), which beats the default.
            The conventions are [decision 0012](adr/0012-command-line.md), the codes of errors are [listed here](errors.md). Codes of the command line's own: `usage`, `unreachable`, `unexpected_answer`, `answer_cut`, `timeout`, `interrupted`, `host_not_found`, `host_not_started`, `confirmation_required`, `answer_needed`, `not_delivered`, `unmet`.
            This page is written from `--help`; do not edit it by hand.


            """);
        await AddAsync(page, user, "banyan");
        foreach (var (_, words) in Commands(Tree()))
        {
            await AddAsync(page, user, "banyan " + string.Join(' ', words), words);
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Every command below another with the words that name it, a noun before its verbs.</summary>
    private static IEnumerable<(Command Command, string[] Words)> Commands(Command parent, params string[] before) =>
        parent.Subcommands.SelectMany(command => Commands(command, [.. before, command.Name]).Prepend((command, [.. before, command.Name])));

    private static async Task AddAsync(StringBuilder page, User user, string title, params string[] words)
    {
        var help = await user.RunAsync([.. words, "--help"]);
        help.Exit.ShouldBe(0);
        // The program calls itself by its file's name, which here is the test's.
        var lines = help.Out.TrimEnd().Replace($"  {RootCommand.ExecutableName} ", "  banyan ", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd());
        page.Append("## ").Append(title).Append("\n```text\n").AppendJoin('\n', lines).Append("\n```\n\n");
    }

    private static RootCommand Tree()
    {
        var terminal = new Terminal { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null };
        return CommandLine.Build(new CliContext(terminal, new Dictionary<string, string>(StringComparer.Ordinal), new HttpMessageInvoker(new HttpClientHandler()), TimeProvider.System));
    }
}
