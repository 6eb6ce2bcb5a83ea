using System.Net.Http.Headers;
using System.Text;
using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>What pages tell operators to type at a running service is typed at one that is in the state the page begins with.</summary>
public sealed class RunbookStoryTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_budget_is_raised_for_a_while_and_for_good()
    {
        await using var host = await RealHost.StartAsync(End);
        using var operating = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        await operating.RunAsync("budgets", "set", "--scope", "service", "--for", "billing", "--period", "daily", "--limit", "0");
        var guide = Guide.Of(operating, "runbooks/raise-a-budget.md");
        guide.Id = await IdAsync(operating, "budgets", "service billing");
        (await guide.RestAsync()).ShouldContain(run => run.Out.Contains("(raised)", StringComparison.Ordinal));
        (await operating.RunAsync("budgets", "list")).Out.ShouldNotContain(guide.Id);
    }

    [Fact]
    public async Task A_key_is_rotated_in_good_order_and_at_once()
    {
        await using var host = await RealHost.StartAsync(End);
        using var operating = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        await operating.RunAsync("keys", "create", "--service", "shop");
        var guide = Guide.Of(operating, "runbooks/rotate-a-key.md");
        guide.Id = await IdAsync(operating, "keys", "shop");
        await guide.RestAsync();
        (await operating.RunAsync("ask", "--key-file", operating.Home.File("new.key"), "--model", "mock/chat", "Say hello.")).Exit.ShouldBe(3, "the key was revoked");
    }

    [Fact]
    public async Task A_model_is_added_tried_and_taken_away_again()
    {
        await using var host = await RealHost.StartAsync(End);
        using var operating = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        var bodies = (await File.ReadAllLinesAsync(Path.Combine(Pages.Root, "docs", "runbooks", "add-a-model.md"), End)).Where(line => line.StartsWith("  -d '", StringComparison.Ordinal)).Select(line => line[6..^1]).ToList();
        bodies.Count.ShouldBe(2);
        (await PostAsync(host, bodies[0])).ShouldContain("mock/large");
        await Guide.Of(operating, "runbooks/add-a-model.md").RestAsync();
        (await PostAsync(host, bodies[1])).ShouldContain("\"removeModel\":true");
        (await operating.RunAsync("ask", "Say hello.", "--model", "large")).Exit.ShouldBe(4);
    }

    /// <summary>The id of the row that is about something.</summary>
    private static async Task<string> IdAsync(User operating, string noun, string about) =>
        (await operating.RunAsync(noun, "list")).Out.Split('\n').Single(line => line.Contains($"  {about} ", StringComparison.Ordinal)).Split(' ')[0];

    private static async Task<string> PostAsync(RealHost host, string body)
    {
#pragma warning disable RS0030 // A client of the tests' own: nothing of the product is behind it.
        using var http = new HttpClient();
#pragma warning restore RS0030
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/graphql")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RealHost.Key);
        using var answer = await http.SendAsync(request, End);
        return await answer.Content.ReadAsStringAsync(End);
    }
}
