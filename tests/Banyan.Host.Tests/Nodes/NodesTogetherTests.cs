using System.Collections.Concurrent;
using Banyan.Host.Tests.App;
using Npgsql;

namespace Banyan.Host.Tests.Nodes;

/// <summary>All that nodes share at once: a limit, a budget, a switch, an edited configuration, and one of three that is started again while their database is away.</summary>
public sealed class NodesTogetherTests
{
    private const int Nodes = 3;
    private const string Kept = "sk-kept-by-the-database-9012";

    private const string Limits = """
        rateLimiting:
          enabled: true
          global: { requestsPerMinute: 1000000, tokensPerMinute: 1000000000 }
          perService: { requestsPerMinute: 1000000, tokensPerMinute: 1000000000 }
          perFeature: { requestsPerMinute: 1000000, tokensPerMinute: 1000000000 }
          perKey: { requestsPerMinute: 1000000, tokensPerMinute: 1000000000 }
          perUser: { requestsPerMinute: 1000000, tokensPerMinute: 1000000000 }

        """;

    private const string Edit = """
        mutation {
          saveCredential(input: { providerId: "lab", name: "kept", secret: "SECRET" }) { name }
          off: saveCredential(input: { providerId: "lab", name: "main", secretRef: "env:PROVIDER_KEY", enabled: false }) { name }
          saveAlias(input: { name: "quick", strategy: "fixed", targets: ["lab/up"] }) { name }
        }
        """;

    [Fact]
    public async Task A_node_started_again_without_the_database_serves_what_was_edited_and_set_and_joins_the_others_when_it_is_back()
    {
        var presented = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using var farm = await NodeFarm.StartAsync(Nodes, Limits, durable: true);
        var good = farm.Play;
        farm.Play = request =>
        {
            presented.AddOrUpdate(request.Header("Authorization") ?? "none", 1, static (_, count) => count + 1);
            return good(request);
        };
        var (spender, _) = await farm.KeyAsync(0, "spender");
        var (limited, _) = await farm.KeyAsync(1, "limited");
        var (free, _) = await farm.KeyAsync(2, "free");
        await farm.Graph(1).DataAsync(
            "mutation($usd: Decimal!) { setUsageBudget(input: { scope: SERVICE, scopeId: \"spender\", period: MONTHLY, limitAmount: $usd }) { id } }", new { usd = NodeFarm.Usd(NodeFarm.Cost * 10) });
        await farm.Graph(2).DataAsync("""mutation { setRateLimit(input: { scope: SERVICE, scopeId: "limited", requestsPerMinute: 3 }) { id } }""");
        await farm.Graph(1).DataAsync("""mutation { setKillSwitch(input: { scope: FEATURE, scopeId: "stopped", reason: "a test" }) { id } }""");
        await farm.Graph(0).DataAsync(Edit.Replace("SECRET", Kept, StringComparison.Ordinal));
        await OnEachIsAsync(200, node => farm.StatusAsync(node, free, model: "quick"), farm);
        await OnEachIsAsync(403, node => farm.StatusAsync(node, free, feature: "stopped"), farm);
        await OnEachAsync(async node => (await farm.Graph(node).DataAsync("{ budgets { id } }")).GetProperty("budgets").GetArrayLength() == 1);
        await OnEachAsync(async node => (await farm.Graph(node).DataAsync("{ rateLimits { scopeId } }")).GetRawText().Contains("limited", StringComparison.Ordinal));

        presented.Clear();
        var spent = await AskAsync(farm, spender, 60);
        spent[200].ShouldBe(10, "ten answers for all nodes together");
        spent[429].ShouldBe(50);
        (await AskAsync(farm, limited, 30)).ShouldContainKey(429);
        presented.Keys.ShouldBe([$"Bearer {Kept}"], "on all nodes with the key that was edited in");
        // What the first node reads it keeps when it ends: by then it has all of the above.
        await OnEachAsync(async node => (await farm.Graph(node).DataAsync("{ budgets { reserved } }")).GetProperty("budgets")[0].GetProperty("reserved").GetString() == "0");
        await farm.StopAsync(0);
        // This one waits for the disk, and takes along what was committed before it: settlements do not wait.
        await farm.Graph(1).DataAsync("""mutation { setKillSwitch(input: { scope: FEATURE, scopeId: "fence", reason: "a test" }) { id } }""");
        await farm.StopDatabaseAsync();

        await farm.RestartBlindAsync(0);
        presented.Clear();
        await Patience.UntilAsync(async () =>
        {
            using var ready = await farm.Nodes[0].Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return (await ready.Content.ReadAsStringAsync()).Contains("degraded", StringComparison.Ordinal);
        });
        await Patience.UntilAsync(() => Task.FromResult(farm.Nodes[0].Said.Contains("are in force for 15 minutes", StringComparison.Ordinal)));
        for (var node = 0; node < Nodes; node++)
        {
            (await farm.StatusAsync(node, free, model: "quick")).ShouldBe(200, $"node {node}: the edited alias");
            (await farm.StatusAsync(node, free, feature: "stopped")).ShouldBe(403, $"node {node}: the switch");
            (await farm.StatusAsync(node, spender)).ShouldBe(503, $"node {node}: a budget that blocks and can't be counted");
        }

        presented.ShouldHaveSingleItem().ShouldBe(new($"Bearer {Kept}", 3));
        (await AskAsync(farm, limited, 30, 0)).ShouldContainKey(429, "the limit holds on the node that was started blind");

        await farm.ResumeDatabaseAsync();
        await OnEachAsync(async node =>
        {
            using var ready = await farm.Nodes[node].Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return (await ready.Content.ReadAsStringAsync()).Contains("\"ready\"", StringComparison.Ordinal);
        });
        await OnEachIsAsync(429, node => farm.StatusAsync(node, spender), farm);
        await OnEachAsync(async node => (await farm.Graph(node).AskAsync("{ budgets { currentUsage } }")).Errors.Count == 0);
        // It takes part again in both directions: an edit made on it holds on the others, one made on another holds on it.
        await farm.Graph(0).DataAsync("""mutation { saveAlias(input: { name: "later", strategy: "fixed", targets: ["lab/up"] }) { name } }""");
        await farm.Graph(2).DataAsync("""mutation { setKillSwitch(input: { scope: FEATURE, scopeId: "late", reason: "a test" }) { id } }""");
        await OnEachIsAsync(200, node => farm.StatusAsync(node, free, model: "later"), farm);
        await OnEachIsAsync(403, node => farm.StatusAsync(node, free, feature: "late"), farm);

        (await farm.Graph(0).DataAsync("{ budgets { currentUsage } }")).GetProperty("budgets")[0].GetProperty("currentUsage").GetString().ShouldBe(NodeFarm.Usd(NodeFarm.Cost * 10), "spent once, before and after");
        await Patience.UntilAsync(async () => await SucceededAsync(farm) == farm.Wall.Requests.Count);
    }

    /// <summary>Asks so often at once, of all nodes in turn or of one, and counts the statuses.</summary>
    private static async Task<Dictionary<int, int>> AskAsync(NodeFarm farm, string key, int asks, int? only = null) =>
        (await Task.WhenAll(Enumerable.Range(0, asks).Select(i => farm.StatusAsync(only ?? i % Nodes, key)))).CountBy(static status => status).ToDictionary();

    private static async Task OnEachAsync(Func<int, Task<bool>> holds)
    {
        for (var node = 0; node < Nodes; node++)
        {
            await Patience.UntilAsync(() => holds(node));
        }
    }

    private static async Task OnEachIsAsync(int expected, Func<int, Task<int>> askAsync, NodeFarm farm)
    {
        for (var node = 0; node < Nodes; node++)
        {
            var (asked, status) = (node, 0);
            await Patience.UntilAsync(async () => (status = await askAsync(asked)) == expected, () => $"node {asked} says {status} and not {expected}: {farm.Nodes[asked].Said}");
        }
    }

    private static async Task<int> SucceededAsync(NodeFarm farm)
    {
        await using var source = NpgsqlDataSource.Create(farm.Database);
        await using var command = source.CreateCommand("SELECT count(*) FROM usage_log WHERE outcome = 'succeeded'");
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }
}
