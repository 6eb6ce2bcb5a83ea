using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Parsing;

/// <summary>What runbooks and the guides to alerts and webhooks tell people to type is a command with options that exist.</summary>
public sealed class PageCommandTests
{
    private static readonly string[] Guides = ["alerts.md", "webhooks.md"];

    [Fact]
    public void Every_command_line_can_be_parsed()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Pages.Root, "docs", "runbooks"), "*.md").Concat(Guides.Select(name => Path.Combine(Pages.Root, "docs", "guides", name))).ToList();
        var lines = pages.SelectMany(page => File.ReadLines(page).Where(line => line.StartsWith("banyan ", StringComparison.Ordinal)).Select(line => (Page: Path.GetFileName(page), Line: line))).ToList();
        lines.Count.ShouldBeGreaterThan(30);
        using var http = new HttpMessageInvoker(new HttpClientHandler());
        var terminal = new Terminal { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null };
        var root = CommandLine.Build(new CliContext(terminal, new Dictionary<string, string>(StringComparer.Ordinal), http, TimeProvider.System));
        foreach (var (page, line) in lines)
        {
            Usage.Problem(root.Parse(line["banyan ".Length..].Split(" > ")[0])).ShouldBeNull($"{page}: {line}");
        }
    }
}
