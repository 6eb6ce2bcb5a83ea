using System.Collections.Concurrent;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Npgsql;

namespace Banyan.Host.Tests.Nodes;

/// <summary>Three processes of the service over one PostgreSQL, under load.</summary>
public sealed class ThreeNodesTests
{
    private const int Nodes = 3;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly WireTalk Talk = WireTalk.Of('C');

    [Fact]
    [Trait("Attack", "50")]
    public async Task Two_hundred_asks_at_once_against_a_budget_for_ten_are_ten_answers_on_three_nodes_together()
    {
        await using var farm = await NodeFarm.StartAsync(Nodes);
        var (key, _) = await farm.KeyAsync(0, "spender");
        await farm.Graph(1).DataAsync(
            "mutation($usd: Decimal!) { setUsageBudget(input: { scope: SERVICE, scopeId: \"spender\", period: MONTHLY, limitAmount: $usd }) { id } }", new { usd = NodeFarm.Usd(NodeFarm.Cost * 10) });
        await KnownAsync(farm, async node => (await farm.Graph(node).DataAsync("{ budgets { id } }")).GetProperty("budgets").GetArrayLength() == 1);
        await KnownAsync(farm, async node => (await farm.Graph(node).DataAsync("{ apiKeys { id } }")).GetProperty("apiKeys").GetArrayLength() == 2);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => farm.StatusAsync(i % Nodes, key, streams: i % 2 == 0)));

        statuses.CountBy(status => status).OrderBy(pair => pair.Key).ShouldBe([new(200, 10), new(429, 190)]);
        farm.Wall.Requests.Count.ShouldBe(10);
        // An exchange is settled a moment after its caller has the last byte.
        var spent = $$"""{"currentUsage":"{{NodeFarm.Usd(NodeFarm.Cost * 10)}}","reserved":"0"}""";
        await KnownAsync(farm, async node => (await farm.Graph(node).DataAsync("{ budgets { currentUsage reserved } }")).GetProperty("budgets")[0].GetRawText() == spent);
    }

    [Fact]
    [Trait("Attack", "10")]
    public async Task A_key_revoked_on_one_node_is_refused_by_all_within_two_seconds_under_load()
    {
        await using var farm = await NodeFarm.StartAsync(Nodes);
        var (key, id) = await farm.KeyAsync(0, "leaver");
        await KnownAsync(farm, async node => await farm.StatusAsync(node, key) == 200);
        var load = LoadAsync(farm, key, "none", 401, out var refused);

        await farm.Graph(2).DataAsync("mutation($id: ID!) { revokeApiKey(id: $id) { id } }", new { id });
        var since = TimeProvider.System.GetTimestamp();
        await load;

        TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Soon);
        // 403 is the ask that was just running when its key was taken back: it is cut like a stream, and says so.
        refused.Distinct().ShouldBeSubsetOf([200, 401, 403]);
        (await farm.StatusAsync(0, farm.Admin)).ShouldBe(200, "other keys are served as before");
    }

    [Fact]
    [Trait("Attack", "55")]
    public async Task A_switch_thrown_on_one_node_stops_the_feature_on_all_within_two_seconds_and_cuts_what_streams()
    {
        await using var farm = await NodeFarm.StartAsync(Nodes);
        farm.Play = request => request.Text.Contains("\"stream\":true", StringComparison.Ordinal)
            ? WallScript.Stream().Chunk(string.Concat(Talk.Stream(["All is", " well"], 11, 7).Take(Talk.Preamble + 1))).Silence()
            : Money.MoneyBench.Good(Talk, request);
        var streams = await Task.WhenAll(Enumerable.Range(0, Nodes).Select(node => farm.StreamAsync(node, farm.Admin, "autocomplete")));
        var load = LoadAsync(farm, farm.Admin, "autocomplete", 403, out var refused);

        await farm.Graph(1).DataAsync("""mutation { setKillSwitch(input: { scope: FEATURE, scopeId: "autocomplete", cutStreams: true, reason: "a loop" }) { id } }""");
        var since = TimeProvider.System.GetTimestamp();
        var cut = await Task.WhenAll(streams.Select(stream => stream.Content.ReadAsStringAsync()));
        await load;

        TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Soon);
        cut.ShouldAllBe(said => said.Contains("\"killed\"", StringComparison.Ordinal) && !said.Contains("[DONE]", StringComparison.Ordinal));
        refused.Distinct().ShouldBeSubsetOf([200, 403]);
        (await farm.StatusAsync(0, farm.Admin, feature: "other")).ShouldBe(200, "other features are served as before");
        foreach (var stream in streams)
        {
            stream.Dispose();
        }
    }

    [Fact]
    public async Task A_node_that_is_killed_loses_no_settled_row_and_the_others_carry_on()
    {
        await using var farm = await NodeFarm.StartAsync(Nodes);
        using var end = new CancellationTokenSource();
        var answered = new ConcurrentQueue<int>();
        var after = 0;
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var load = Task.WhenAll(Enumerable.Range(0, Nodes * 2).Select(async caller =>
        {
            while (!end.IsCancellationRequested)
            {
                var node = caller % Nodes;
                if (node == 0 && killed.Task.IsCompleted)
                {
                    return;
                }

                if (await farm.StatusAsync(node, farm.Admin) is 200)
                {
                    answered.Enqueue(node);
                    after += node != 0 && killed.Task.IsCompleted ? 1 : 0;
                }
            }
        }));
        await UntilAsync(() => Enumerable.Range(0, Nodes).All(node => answered.Count(one => one == node) >= 20));

        await farm.Nodes[0].KillAsync();
        killed.SetResult();
        await UntilAsync(() => Volatile.Read(ref after) >= 40);
        await end.CancelAsync();
        await load;
        await farm.RestartAsync(0);
        foreach (var node in farm.Nodes)
        {
            await node.StopAsync();
        }

        var rows = await OutcomesAsync(farm);
        rows["succeeded"].ShouldBeGreaterThanOrEqualTo(answered.Count);
        var lost = rows.GetValueOrDefault("lost");
        lost.ShouldBeLessThanOrEqualTo(2, "no more than the two asks that ran on the node");
        // Written down before it was sent, and killed in between: such a one is lost and reached nobody.
        (rows["succeeded"] + lost + rows.GetValueOrDefault("failed") + rows.GetValueOrDefault("cancelled")).ShouldBeInRange(farm.Wall.Requests.Count, farm.Wall.Requests.Count + lost);
    }

    /// <summary>Asks every node all the time until each has refused once.</summary>
    private static Task LoadAsync(NodeFarm farm, string key, string feature, int refusal, out ConcurrentQueue<int> statuses)
    {
        var seen = statuses = new ConcurrentQueue<int>();
        return Task.WhenAll(Enumerable.Range(0, Nodes * 2).Select(async caller =>
        {
            int status;
            do
            {
                seen.Enqueue(status = await farm.StatusAsync(caller % Nodes, key, feature: feature));
            }
            while (status != refusal);
        }));
    }

    private static async Task KnownAsync(NodeFarm farm, Func<int, Task<bool>> isKnown)
    {
        for (var node = 0; node < Nodes; node++)
        {
            var since = TimeProvider.System.GetTimestamp();
            while (!await isKnown(node))
            {
                TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Patience.Long);
            }
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!holds())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static async Task<Dictionary<string, int>> OutcomesAsync(NodeFarm farm)
    {
        await using var source = NpgsqlDataSource.Create(farm.Database);
        await using var command = source.CreateCommand("SELECT outcome, count(*) FROM usage_log WHERE provider_id IS NOT NULL GROUP BY outcome");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            rows[reader.GetString(0)] = (int)reader.GetInt64(1);
        }

        return rows;
    }
}
