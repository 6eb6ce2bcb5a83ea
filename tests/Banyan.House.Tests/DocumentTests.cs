using Banyan.House.Tests.Reading;
using Banyan.House.Tests.Rules;

namespace Banyan.House.Tests;

public sealed class DocumentTests
{
    private static readonly HashSet<string> Known = new(["Pump", "RunAsync", "Answer"], StringComparer.Ordinal);

    [Fact]
    public void H12_every_name_in_the_architecture_page_exists()
    {
        var names = Solution.Assemblies.SelectMany(assembly => assembly.Members).ToHashSet(StringComparer.Ordinal);
        names.UnionWith(Solution.Assemblies.SelectMany(assembly => assembly.ForeignTypes).Select(name => name[(name.LastIndexOf('.') + 1)..]));
        names.UnionWith(Solution.Projects.SelectMany(project => project.Name.Split('.')));
        names.UnionWith(Solution.Types.SelectMany(type => type.Namespace.Split('.')));
        var product = string.Join('\n', Repository.Sources.Where(source => source.IsProduct).Select(source => source.Text));
        DocumentRules.Names(Repository.Files.Single(file => file.Path == "docs/architecture.md"), IsPath, names, product).ShouldHold();
    }

    [Fact]
    public void H12_every_header_of_ours_that_doors_read_or_write_is_on_the_page_of_wire_languages()
    {
        var page = Repository.Files.Single(file => file.Path == "docs/wire/README.md");
        var sources = Repository.Sources.Where(source => source.Path.StartsWith("src/Banyan.Host/", StringComparison.Ordinal) || source.Path.StartsWith("src/Banyan.Gateway/", StringComparison.Ordinal)).ToList();
        sources.SelectMany(DocumentRules.Headers).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(20);
        DocumentRules.HeadersToldIn(page, sources).ShouldHold();
    }

    [Fact]
    public void Every_relative_link_leads_somewhere() =>
        Repository.Files.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal)).SelectMany(file => DocumentRules.Links(file, Repository.Exists)).ShouldHold();

    [Fact]
    public void H12_the_console_talks_to_graphql_and_sign_in_alone() => DocumentRules.ConsoleCalls(Repository.Files).ShouldHold();

    [Theory]
    [InlineData("`Pump.RunAsync` and `docs/adr` and `/v1/x`", 0)]
    [InlineData("`Pump.Gone`", 1)]
    [InlineData("`Answer<Pump>` or `Lost`", 1)]
    [InlineData("`docs/nowhere.md`", 1)]
    [InlineData("Lost without backticks", 0)]
    public void A_name_that_is_nowhere_is_found(string text, int count) =>
        DocumentRules.Names(new TextFile("docs/a.md", text), path => path == "docs/adr", Known, "map(\"/v1/x\")").Count().ShouldBe(count);

    [Theory]
    [InlineData("headers[\"x-banyan-a\"]", "| `x-banyan-a` |", 0)]
    [InlineData("headers[\"x-banyan-a\"]", "| `x-banyan-ab` |", 2)]
    [InlineData("headers[\"x-banyan-a\"]; headers[\"x-banyan-b\"]", "| `x-banyan-a` |", 1)]
    [InlineData("headers[\"x-banyan-a\"]", "| `x-banyan-a`, `x-banyan-gone` |", 1)]
    public void A_header_one_side_does_not_know_is_found(string code, string page, int count) =>
        DocumentRules.HeadersToldIn(new TextFile("docs/a.md", page), [new SourceFile("src/A.cs", code)]).Count().ShouldBe(count);

    [Theory]
    [InlineData("[a](b.md) [c](https://example.org) [d](#here)", 0)]
    [InlineData("[a](lost.md)", 1)]
    [InlineData("[a](b.md#part) [c](../lost.md)", 1)]
    public void A_link_to_nowhere_is_found(string text, int count) =>
        DocumentRules.Links(new TextFile("docs/a.md", text), path => path == "docs/b.md").Count().ShouldBe(count);

    [Theory]
    [InlineData("fetch('/graphql', x)", 0)]
    [InlineData("fetch(`/v1/models`)", 1)]
    [InlineData("new EventSource(\"/events\")", 1)]
    public void A_console_that_calls_past_graphql_is_found(string text, int count) =>
        DocumentRules.ConsoleCalls([new TextFile("web/console/src/a.ts", text)]).Count().ShouldBe(count);

    private static bool IsPath(string token) =>
        token.Length > 1 && token[0] != '/' && (Repository.Exists(token) || Repository.Exists($"src/{token}") || Repository.Exists($"src/Banyan.Gateway/{token}") || Repository.Exists($"src/Banyan.Wire/{token}"));
}
