using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class RoutesTests
{
    private const string Decision = """
        {"requestedModel":"auto","resolvedBy":"alias","rule":null,"rules":[{"rule":"night","outcome":"skipped","reason":"b/good is down"}],"chosen":"a/cheap","fallbacks":["b/good"],"draw":"best","note":null,
        "estimatedTokens":12,"outputReserve":4096,"micros":14,"catalogVersion":"3","candidates":[
        {"model":"a/cheap","eligible":true,"reason":null,"gate":"CLOSED","estimatedCost":"0.000123","p95LatencyMs":6120,"quality":0.5,"utility":0.61234,"affinityBonus":0},
        {"model":"b/good","eligible":false,"reason":"is down","gate":"OPEN","estimatedCost":null,"p95LatencyMs":900,"quality":0.9,"utility":null,"affinityBonus":0}]}
        """;

    private const string Rule = """
        {"id":"0190c0de-0000-7000-8000-000000000001","name":"digests","priority":10,"conditions":{"feature":{"eq":"digest"}},"target":"fast","fallbacks":[],"enabled":true,"shadow":false,"description":null,
        "matchedLast24h":7,"problems":[],"managedBy":"database","revision":2}
        """;

    [Fact]
    public async Task A_route_is_explained()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json($$$"""{"data":{"routeDryRun":{{{Decision}}}}}"""));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("routes", "explain", "Summarise this", "--model", "auto", "--feature", "digest");

        run.Error.ShouldBeEmpty();
        run.Out.ShouldBe("""
            auto (alias) -> a/cheap
            Drawn by best; 12 tokens in, room for 4096 out; configuration 3, 14 us.
            Rule night matches, skipped: b/good is down.
            Then: b/good.

            MODEL    GATE    COST USD  P95 MS  QUALITY  AFFINITY  UTILITY  WHY NOT
            a/cheap  closed  0.000123  6120    0.500    0.000     0.612
            b/good   open    no price  900     0.900    0.000     -        is down

            """.ReplaceLineEndings("\n"));
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"input":{"modelPreference":"auto","promptId":null,"feature":"digest","messages":[{"role":"USER","content":"Summarise this"}]}}""");
    }

    [Fact]
    public async Task What_became_of_a_request_is_explained_and_a_lost_one_is_not_found()
    {
        await using var wall = ScriptedWall.Start(request => WallScript.Json(
            request.Text.Contains("lost", StringComparison.Ordinal) ? """{"data":{"completion":null}}""" : $$$$$"""{"data":{"completion":{"id":"r1","answer":{"model":"a/cheap","decision":{{{{{Decision}}}}}}}}}"""));
        using var user = new User(wall.Address);

        (await user.RunAsync("routes", "explain", "--request", "r1")).Out.ShouldStartWith("auto (alias) -> a/cheap\n");
        (await user.RunAsync("routes", "explain", "--request", "lost")).Exit.ShouldBe(4);
    }

    [Fact]
    public async Task Rules_are_listed_added_moved_and_removed()
    {
        await using var wall = ScriptedWall.Start(request => WallScript.Json(true switch
        {
            _ when request.Text.Contains("removeRoutingRule", StringComparison.Ordinal) => """{"data":{"removeRoutingRule":true}}""",
            _ when request.Text.Contains("saveRoutingRule", StringComparison.Ordinal) => $$$"""{"data":{"saveRoutingRule":{{{Rule}}}}}""",
            _ => $$$"""{"data":{"routingRules":[{{{Rule}}}]}}""",
        }));
        using var user = new User(wall.Address);

        (await user.RunAsync("routes", "list")).Out.ShouldBe("""
            PRIORITY  NAME     TO    WHEN                         MATCHED 24H  STATE  ID
            10        digests  fast  {"feature":{"eq":"digest"}}  7            on     0190c0de-0000-7000-8000-000000000001

            """.ReplaceLineEndings("\n"));
        (await user.RunAsync("routes", "add", "digests", "--when", "{}")).Exit.ShouldBe(2);
        (await user.RunAsync("routes", "add", "digests", "--to", "fast", "--when", "[]")).Exit.ShouldBe(2);
        (await user.RunAsync("routes", "add", "digests", "--to", "fast", "--when", """{"feature":{"eq":"digest"}}""", "--priority", "10")).Out.ShouldBe("Rule digests is in force with priority 10.\n");
        wall.Requests.Last().Text.ShouldContain("""{"input":{"name":"digests","priority":10,"conditions":{"feature":{"eq":"digest"}},"target":"fast","shadow":false}}""");
        (await user.RunAsync("routes", "move", "digests", "--priority", "90")).Exit.ShouldBe(0);
        wall.Requests.Last().Text.ShouldContain("""
            "expectedRevision":2,"priority":90
            """.Trim());
        (await user.RunAsync("routes", "move", "nobody", "--priority", "90")).Exit.ShouldBe(4);
        (await user.RunAsync("routes", "remove", "digests")).Exit.ShouldBe(2);
        (await user.RunAsync("routes", "remove", "digests", "--yes")).Out.ShouldBe("The rule digests is gone.\n");
    }

    [Fact]
    public async Task An_operator_asks_a_running_service_where_an_ask_would_go_and_where_one_went()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);

        (await user.RunAsync("routes", "add", "short", "--to", "mock/priced", "--when", """{"estimatedInputTokens":{"lt":500},"requestedModel":{"eq":"mock/chat"}}""", "--priority", "5")).Exit.ShouldBe(0);
        var dry = await user.RunAsync("routes", "explain", "Say hello", "--model", "mock/chat", "--json");
        dry.Json.GetProperty("chosen").GetString().ShouldBe("mock/priced");
        dry.Json.GetProperty("rule").GetString().ShouldBe("short");

        var asked = await user.RunAsync("ask", "Say hello", "--model", "mock/chat", "--no-stream", "--json");
        asked.Exit.ShouldBe(0, asked.Error);
        var id = asked.Json.GetProperty("requestId").GetString()!;
        CliRun went;
        do
        {
            // Written down within a second of its end.
            went = await user.RunAsync("routes", "explain", "--request", id);
        }
        while (went.Exit == 4);
        went.Out.ShouldStartWith("mock/chat (provider/model) -> mock/priced\n");
        (await user.RunAsync("routes", "list")).Out.ShouldContain("short");
        (await user.RunAsync("routes", "remove", "short", "--yes")).Exit.ShouldBe(0);
    }
}
