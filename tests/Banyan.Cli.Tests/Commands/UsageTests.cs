using Banyan.Cli.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class UsageTests
{
    private const string Stats = """
        {"from":"2026-11-01T00:00:00Z","to":"2026-11-21T13:00:00Z","totalRequests":1200,"totalAttempts":1260,"totalTokens":3400000,"totalCost":"81.25","savedCost":"0.5","cacheHits":12,"errors":7,"cancelled":1,
        "unpriced":3,"estimatedShare":0.012,"forecast":{"cost":"120.123456789","low":"110.1","high":"130","at":"2026-12-01T00:00:00Z","days":28}
        """;

    private const string Page = """
        {"nodes":[{"id":"a","requestId":"r","attempt":1,"at":"2026-11-21T12:00:00Z","service":"billing","userId":"=cmd()","feature":null,"team":"red, blue","provider":"lab","model":"lab/up","outcome":"SUCCEEDED",
        "usage":{"promptTokens":1,"completionTokens":2,"totalTokens":3,"cachedReadTokens":0,"cacheWriteTokens":0,"reasoningTokens":0,"audioTokens":0},"cost":"0.000000001","savedCost":"0","source":"REPORTED","priceId":"p",
        "failure":null,"latencyMs":12,"ttftMs":null}],"pageInfo":
        """;

    [Fact]
    public async Task What_everybody_spent_is_told_with_who_and_what_the_month_will_cost()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"tenantUsage":""" + Stats + ""","groups":[{"key":"billing","requests":900,"tokens":3000000,"cost":"65","errors":5},{"key":"","requests":300,"tokens":400000,"cost":"16.25","errors":2}]}}}"""));
        using var user = new User(wall.Address) { Time = new FakeClock() };

        var run = await user.RunAsync("usage", "--by", "service", "--since", "1h");

        run.Error.ShouldBeEmpty();
        run.Out.ShouldBe("""
            From 2026-11-01T00:00:00Z until 2026-11-21T13:00:00Z:
            REQUESTS  TOKENS   COST USD  SAVED USD  CACHE HITS  ERRORS  ESTIMATED
            1200      3400000  81.25     0.50       12          7       1.2 %
            3 calls had no price: the true cost is higher.
            This month ends at about 120.12 USD (110.10 to 130.00), going by the last 28 whole days.

            SERVICE  REQUESTS  TOKENS   COST USD  SHARE  ERRORS
            billing  900       3000000  65.00     80 %   5
            (none)   300       400000   16.25     20 %   2

            """.ReplaceLineEndings("\n"));
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain(
            """{"period":"CUSTOM","range":{"from":"2026-11-21T11:00:00Z","to":"2026-11-21T12:00:00Z"},"by":"SERVICE","first":20,"apart":true}""");
    }

    [Fact]
    public async Task Every_verb_gives_csv_and_json()
    {
        await using var wall = ScriptedWall.Start(
            WallScript.Json("""{"data":{"serviceUsage":""" + Stats + "}}}"),
            WallScript.Json("""{"data":{"topUsers":[{"userId":"ada, the first","requests":1,"tokens":2,"cost":"-0.5"}]}}"""),
            WallScript.Json("""{"data":{"usageTrends":[{"at":"2026-11-21T00:00:00Z","key":null,"requests":1,"tokens":2,"cost":"3","savedCost":"0","errors":0,"p95LatencyMs":null}]}}"""),
            WallScript.Json("""{"data":{"usageTrends":[{"at":"2026-11-21T00:00:00Z","key":"","requests":1,"tokens":2,"cost":"3","savedCost":"0","errors":0,"p95LatencyMs":120}]}}"""));
        using var user = new User(wall.Address);

        (await user.RunAsync("usage", "service", "billing", "--period", "last-month", "--csv")).Out.ShouldBe(
            "from,to,totalRequests,totalAttempts,totalTokens,totalCost,savedCost,cacheHits,errors,cancelled,unpriced,estimatedShare\n2026-11-01T00:00:00Z,2026-11-21T13:00:00Z,1200,1260,3400000,81.25,0.5,12,7,1,3,0.012\n");
        (await user.RunAsync("usage", "top", "--order", "tokens", "--csv")).Out.ShouldBe("userId,requests,tokens,cost\n\"ada, the first\",1,2,-0.5\n");
        (await user.RunAsync("usage", "trends", "--interval", "day", "--service", "billing", "--json")).Json[0].GetProperty("cost").GetString().ShouldBe("3");
        (await user.RunAsync("usage", "trends", "--by", "team")).Out.ShouldBe("AT                    WHOSE   REQUESTS  TOKENS  COST USD  ERRORS  P95 MS\n2026-11-21T00:00:00Z  (none)  1         2       3.00      0       120\n");
        wall.Requests.ElementAt(0).Text.ShouldContain("""{"period":"LAST_MONTH","by":"SERVICE","first":1000,"apart":false,"service":"billing"}""");
        wall.Requests.ElementAt(1).Text.ShouldContain("""{"period":"THIS_MONTH","limit":1000,"order":"tokens"}""");
        wall.Requests.ElementAt(2).Text.ShouldContain("""{"period":"THIS_MONTH","interval":"DAY","by":null,"filter":{"services":["billing"]}}""");
    }

    [Fact]
    public async Task The_ledger_comes_page_by_page_and_says_how_far_it_is()
    {
        await using var wall = ScriptedWall.Start(
            WallScript.Json("""{"data":{"usageLog":""" + Page + """{"hasNextPage":true,"endCursor":"next"}}}}"""), WallScript.Json("""{"data":{"usageLog":""" + Page + """{"hasNextPage":false,"endCursor":"last"}}}}"""));
        using var user = new User(wall.Address) { IsTalkWatched = true };
        var pieces = new List<string>();
        user.OnOut = pieces.Add;

        var run = await user.RunAsync("usage", "export", "--since", "2026-11-01T00:00:00Z", "--until", "2026-12-01T00:00:00Z", "--service", "billing", "--csv");

        run.Exit.ShouldBe(0, run.Error);
        var lines = run.Out.Split('\n');
        lines[0].ShouldBe("id,requestId,attempt,at,service,userId,feature,team,provider,model,outcome,promptTokens,completionTokens,totalTokens,cachedReadTokens,cacheWriteTokens,reasoningTokens,audioTokens,cost,savedCost,source,priceId,failure,latencyMs,ttftMs");
        lines[1].ShouldBe("a,r,1,2026-11-21T12:00:00Z,billing,'=cmd(),,\"red, blue\",lab,lab/up,SUCCEEDED,1,2,3,0,0,0,0,0.000000001,0,REPORTED,p,,12,");
        lines[2].ShouldBe(lines[1]);
        run.Error.ShouldBe("\r1 attempts\r2 attempts\n");
        pieces.Count.ShouldBeGreaterThanOrEqualTo(2, "each page is handed on as it comes");
        wall.Requests.ElementAt(0).Text.ShouldContain("""{"filter":{"services":["billing"],"range":{"from":"2026-11-01T00:00:00Z","to":"2026-12-01T00:00:00Z"}},"after":null}""");
        wall.Requests.ElementAt(1).Text.ShouldContain("\"after\":\"next\"");
    }

    [Fact]
    public async Task An_export_that_breaks_off_says_so_and_keeps_what_came()
    {
        await using var wall = ScriptedWall.Start(
            WallScript.Json("""{"data":{"usageLog":""" + Page + """{"hasNextPage":true,"endCursor":"next"}}}}"""),
            WallScript.Json("""{"data":null,"errors":[{"message":"The database is away.","extensions":{"code":"UNAVAILABLE","reason":"dependency_unavailable","http":503}}]}"""));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("usage", "export");

        run.Exit.ShouldNotBe(0);
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith("{\"id\":\"a\"");
        run.Error.ShouldContain("1 attempts were printed; the rest is missing.");
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_before_anything_is_asked()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("{}"));
        using var user = new User(wall.Address);
        string[][] wrong =
        [
            ["usage", "--since", "yesterday-ish"], ["usage", "--until", "2026-11-01"], ["usage", "--since", "1h", "--period", "today"], ["usage", "--by", "planet"],
            ["usage", "--since", "2026-11-02", "--until", "2026-11-01"], ["usage", "export", "--csv", "--jsonl"], ["usage", "nonsense"],
        ];
        foreach (var words in wrong)
        {
            (await user.RunAsync(words)).Exit.ShouldBe(2, string.Join(' ', words));
        }

        wall.Requests.ShouldBeEmpty();
    }
}
