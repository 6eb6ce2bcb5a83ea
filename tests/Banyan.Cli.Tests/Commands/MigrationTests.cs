using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class MigrationTests
{
    private const string Board = """
        {"window":"24h","at":"2026-11-21T12:00:00Z","catalogueVersion":"sha256:1","rows":[
        {"intent":"orders.get","stage":"canary:10","setting":"modern","demotion":"3 of 20 modern calls failed, at most 10 % may","messages":120,"users":40,"trend":0.5,"calls":200,"modernShare":0.125,"fallbacks":3,"errorRate":0.105,
         "legacyErrorRate":0,"p95LatencyMs":18,"legacyP95Ms":40,"circuits":[{"backend":"monolith","side":"legacy","state":"closed"},{"backend":"orders-api","side":"modern","state":"half-open"}],"compared":50,"mismatchRate":0.0213,
         "mismatchFields":["$.eta"],"noiseFields":[],"missing":[],"quarantine":null,"next":"canary:50","ready":false,"blockers":["x"],"proposal":null},
        {"intent":"shipping.track","stage":"shadow","setting":"shadow","messages":7,"users":2,"trend":null,"calls":0,"modernShare":0,"fallbacks":0,"errorRate":0,"legacyErrorRate":null,"p95LatencyMs":0,"legacyP95Ms":null,"circuits":[],
         "compared":0,"mismatchRate":null,"mismatchFields":[],"missing":["refundDays"],"quarantine":"waits\u001b[1m","next":"canary:10","ready":true,"proposal":"canary:10","effectOfProposal":"about 4 users and 0 calls a day move to shipping"}],
        "legacyOnly":["complaints.create"],"unmet":[{"words":["gift","wrap"],"messages":3,"users":2}]}
        """;

    private static readonly string Answered = """{"data":{"migration":{"board":""" + Board + "}}}";

    [Fact]
    public async Task The_board_is_a_table_with_what_needs_a_look_below()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Answered));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("migration", "board");

        run.Error.ShouldBeEmpty();
        run.Exit.ShouldBe(0);
        run.Out.ShouldBe("""
            INTENT          STAGE      MESSAGES  USERS  TREND  MODERN  P95 OLD  P95 NEW  ERR OLD  ERR NEW  FALLBACKS  COMPARED  MISMATCH  BREAKER               NEXT
            orders.get      canary:10  120       40     +50%   13%     40 ms    18 ms    0%       10.5%    3          50        2.13%     orders-api half-open  canary:50
            shipping.track  shadow     7         2      -      -       -        -        -        -        0          0         -         -                     canary:10

            Proposed
              shipping.track: canary:10 - about 4 users and 0 calls a day move to shipping

            Needs a look
              orders.get: taken back from modern to canary:10: 3 of 20 modern calls failed, at most 10 % may
              orders.get: the two sides differ in $.eta
              shipping.track: quarantined: waits␛[1m
              shipping.track: the two sides are incompatible, missing refundDays

            Only the old system can
              complaints.create

            Asked for, and nobody can
              gift wrap (3 messages, 2 users)

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_window_is_asked_for_and_json_passes_through()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Answered));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("migration", "board", "--window", "7d", "--json");

        run.Json.GetProperty("rows")[0].GetProperty("trend").GetDouble().ShouldBe(0.5);
        run.Out.Count(letter => letter == '\n').ShouldBe(1);
        var asked = wall.Requests.ShouldHaveSingleItem();
        asked.Path.ShouldBe("/graphql");
        asked.Text.ShouldContain("\"variables\":{\"window\":\"7d\"}");
    }

    [Theory]
    [InlineData("2d", 2)]
    public async Task A_window_that_is_none_is_a_usage_error(string window, int exit)
    {
        using var user = new User();
        (await user.RunAsync("migration", "board", "--window", window)).Exit.ShouldBe(exit);
    }

    [Fact]
    public async Task Something_else_than_a_board_is_said_to_be()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":[]}"""));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("migration", "board", "--json");

        (run.Exit, run.JsonError.GetProperty("code").GetString()).ShouldBe((1, "unexpected_answer"));
    }

    [Fact]
    public async Task A_noun_alone_says_that_its_verb_is_missing()
    {
        using var user = new User();
        var run = await user.RunAsync("migration");
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("A command is missing.");
        (await user.RunAsync("migration", "bord")).Error.ShouldContain("'bord' is not a command of banyan migration.");
    }

    [Fact]
    public async Task A_stage_is_moved_with_a_reason_and_said_in_words()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"setIntentStage":{"key":"orders.get","title":"Look up","stage":"CANARY","canaryPercent":25}}}"""));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("migration", "stage", "orders.get", "canary", "--percent", "25", "--reason", "the board is green");

        (run.Exit, run.Out.Trim()).ShouldBe((0, "orders.get is at canary, 25 %."));
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"key":"orders.get","stage":"CANARY","reason":"the board is green","percent":25}""");
    }

    [Fact]
    public async Task Catalogues_are_listed_and_compared()
    {
        await using var wall = ScriptedWall.Start(request => WallScript.Json(request.Text.Contains("MigrationChanges", StringComparison.Ordinal)
            ? """{"data":{"catalogue":{"changes":[{"key":"orders.get","kind":"changed","members":["modern","params"]},{"key":"points.get","kind":"added","members":[]}]}}}"""
            : """{"data":{"catalogueVersions":[{"version":"sha256:2","createdAt":"2026-03-02T10:00:00Z","isCurrent":true},{"version":"sha256:1","createdAt":"2026-03-01T10:00:00Z","isCurrent":false}]}}"""));
        using var user = new User(wall.Address);

        (await user.RunAsync("migration", "catalogues")).Out.ShouldBe("VERSION   SINCE                 IN FORCE\nsha256:2  2026-03-02T10:00:00Z  yes\nsha256:1  2026-03-01T10:00:00Z\n");
        (await user.RunAsync("migration", "changes", "sha256:1")).Out.ShouldBe("INTENT      WHAT     MEMBERS\norders.get  changed  modern, params\npoints.get  added\n");

        wall.Requests.Last().Text.ShouldContain("""{"since":"sha256:1","version":null}""");
    }

    [Fact]
    public async Task An_outcome_is_resolved_with_a_reason_and_said_in_words()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"resolveOutcome":{"id":"r1","status":"SUCCEEDED"}}}"""));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("migration", "resolve", "r1", "s2", "done", "--reason", "it stands in the ledger");

        (run.Exit, run.Out.Trim()).ShouldBe((0, "Run r1 is succeeded."));
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"run":"r1","step":"s2","happened":true,"reason":"it stands in the ledger"}""");
        (await user.RunAsync("migration", "resolve", "r1", "s2", "perhaps", "--reason", "x")).Exit.ShouldBe(2);
        (await user.RunAsync("migration", "resolve", "r1", "s2", "done")).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_decision_says_why_and_ends_with_its_own_status()
    {
        const string refused = """
            {"data":null,"errors":[{"message":"'orders.get' has one side that can serve it; a stage chooses between two.","path":["setIntentStage"],"extensions":{"code":"CONFLICT","reason":"conflict","http":409}}]}
            """;
        await using var wall = ScriptedWall.Start(WallScript.Json(refused));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("migration", "stage", "orders.get", "shadow", "--reason", "x", "--json");

        (run.Exit, run.JsonError.GetProperty("code").GetString()).ShouldBe((5, "conflict"));
        (await user.RunAsync("migration", "stage", "orders.get", "shadow")).Exit.ShouldBe(2);
        (await user.RunAsync("migration", "stage", "orders.get", "sideways", "--reason", "x")).Exit.ShouldBe(2);
    }
}
