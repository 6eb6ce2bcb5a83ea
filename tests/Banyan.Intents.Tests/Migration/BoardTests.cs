using System.Text.Json;
using Banyan.Intents.Migration.Board;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;
using static Banyan.Intents.Tests.Migration.TestIntents;

namespace Banyan.Intents.Tests.Migration;

public sealed class BoardTests
{
    private static readonly Subject Ada = Person("ada");

    [Fact]
    public async Task Shares_times_errors_fallbacks_and_breakers_stand_in_the_row()
    {
        var bench = new RouteBench(Get);
        await bench.Node.ChooseAsync(Get, Ada);
        for (var i = 0; i < 6; i++)
        {
            bench.Node.Report(Get, Ada, Orders, i == 5 ? RouteOutcome.TimedOut : RouteOutcome.Answered, ms: 10);
        }

        bench.Node.Report(Get, Ada, Monolith, ms: 100, isFallback: true);
        bench.Node.Report(Get, Ada, Monolith, ms: 100);

        var row = await RowAsync(bench, Get);
        (row.Stage, row.Calls, row.ModernShare, row.Fallbacks).ShouldBe(("modern", 8, 0.75, 1));
        (row.ErrorRate, row.LegacyErrorRate).ShouldBe((0.1667, 0.0));
        row.P95LatencyMs.ShouldBeInRange(10, 12);
        row.LegacyP50Ms!.Value.ShouldBeInRange(100, 112);
        row.Circuits.ShouldBe([new("monolith", "legacy", "closed"), new("orders-api", "modern", "closed")]);
    }

    [Fact]
    public async Task Legacy_only_intents_stand_by_demand_and_quarantines_and_gaps_are_shown()
    {
        var bare = Make("complaints.create", Effect.Write) with { Modern = null };
        var points = Make("loyalty.points") with { Modern = null };
        var gap = Make("orders.return", Effect.Write) with { Modern = NewSide with { IsCompatible = false, Missing = ["refundDays"] } };
        var held = Get with { Quarantine = "returns pii without an owner" };
        var bench = new RouteBench(bare, points, gap, held);
        bench.Node.Demand.Asked(Ada, [points.Key], []);

        var board = await bench.Node.Board.ReadAsync("default", BoardWindow.Find("1h")!, default);

        board.LegacyOnly.ShouldBe([points.Key, bare.Key]);
        board.Rows.Single(row => row.Intent == gap.Key).ShouldSatisfyAllConditions(
            row => row.Missing.ShouldBe(["refundDays"]),
            row => row.Next.ShouldBe("canary:10"),
            row => row.Blockers.ShouldContain("the two sides are compatible: missing: refundDays"),
            row => row.Proposal.ShouldBeNull());
        board.Rows.Single(row => row.Intent == held.Key).Quarantine.ShouldBe("returns pii without an owner");
        board.Rows.Single(row => row.Intent == bare.Key).ShouldSatisfyAllConditions(row => row.Next.ShouldBeNull(), row => row.Rules.ShouldBeEmpty());
    }

    [Fact]
    public async Task What_discovery_holds_back_is_on_the_board()
    {
        var intent = Get with { Modern = null };
        var bench = new RouteBench(intent);
        bench.View.Current = CatalogueView.Empty with
        {
            Quarantined = [new(Get.Key, "orders-api", "its path changed", "ab", true), new("gone.away", "orders-api", "no owner", null, false)],
            Incompatible = [new(Get.Key, "orders-api", ["eta"])],
            Proposals = [new("p1", "monolith:a", "orders-api:b", 0.8, 0.3, new Dictionary<string, string>(StringComparer.Ordinal), "proposed", "matcher"), new("p2", "x:a", "y:b", 0.9, 0.3, new Dictionary<string, string>(StringComparer.Ordinal), "rejected", "matcher")],
        };

        var board = await bench.Node.Board.ReadAsync("default", BoardWindow.Default, default);

        board.Overlaps.ShouldBe([new("p1", "monolith:a", "orders-api:b", 0.8, 0.3)]);
        board.Waiting.ShouldBe(["orders.get of orders-api: its path changed (the definition before still serves)", "gone.away of orders-api: no owner"]);
        board.LegacyOnly.ShouldBeEmpty();
        board.Rows.ShouldHaveSingleItem().ShouldSatisfyAllConditions(row => row.Missing.ShouldBe(["eta"]), row => row.Quarantine.ShouldBe("its path changed"));
    }

    [Theory]
    [InlineData(499, 0, 10, false, "at least 500 compared reads")]
    [InlineData(500, 0, 10, true, null)]
    [InlineData(500, 2, 10, false, "mismatch at most 1 % (95 % bound)")]
    [InlineData(2000, 10, 10, true, null)]
    [InlineData(500, 0, 15, false, "modern p95 at most 1.2 times legacy")]
    public async Task A_shadow_is_ready_for_a_canary_when_every_rule_is_met(int compared, int mismatched, int ms, bool isReady, string? blocker)
    {
        var bench = await ShadowedAsync(compared, mismatched, ms);
        var row = await RowAsync(bench, Get);

        row.Next.ShouldBe("canary:10");
        row.Ready.ShouldBe(isReady);
        row.Proposal.ShouldBe(isReady ? "canary:10" : null);
        row.Rules.Where(rule => !rule.IsMet).Select(rule => rule.Rule).ShouldBe(blocker is null ? [] : [blocker]);
        row.EffectOfProposal.ShouldBe(isReady ? $"about 0 users and {compared / 10} calls a day move to orders-api" : null);
    }

    [Theory]
    [InlineData(99, 0, "at least 100 compared reads")]
    [InlineData(100, 0, null)]
    [InlineData(100, 1, "mismatch at most 4 % (95 % bound)")]
    public async Task In_the_demo_a_hundred_equal_reads_are_enough(int compared, int mismatched, string? blocker)
    {
        var bench = await ShadowedAsync(compared, mismatched, 10);
        bench.Settings.Current = bench.Settings.Current with { IsDemo = true };
        (await RowAsync(bench, Get)).Rules.Where(rule => !rule.IsMet).Select(rule => rule.Rule).ShouldBe(blocker is null ? [] : [blocker]);
    }

    [Fact]
    public async Task A_write_is_ready_when_the_reads_of_its_family_are()
    {
        var bench = await ShadowedAsync(500, 0, 10);
        bench.Settings.Stage(Cancel.Key, Stage.Legacy);
        (await RowAsync(bench, Cancel)).ShouldSatisfyAllConditions(row => row.Next.ShouldBe("canary:10"), row => row.Ready.ShouldBeTrue());

        bench.Settings.Catalogue = Catalogue(Get, Cancel, List);
        (await RowAsync(bench, Cancel)).Blockers.ShouldBe(["the reads of its family qualify: not yet: orders.list"]);
    }

    [Fact]
    public async Task A_canary_waits_a_day_at_half_and_modern_a_week_without_fallback()
    {
        var bench = new RouteBench(Get);
        bench.Settings.Stage(Get.Key, Stage.Canary, 50);
        (await RowAsync(bench, Get)).ShouldSatisfyAllConditions(row => row.Next.ShouldBe("modern"), row => row.Ready.ShouldBeFalse());
        bench.Clock.Advance(TimeSpan.FromHours(12));
        bench.Settings.Stage(Get.Key, Stage.Canary, 75);
        (await RowAsync(bench, Get)).Rules.ShouldHaveSingleItem().Have.ShouldBe("12 h");
        bench.Clock.Advance(TimeSpan.FromHours(12));
        (await RowAsync(bench, Get)).Proposal.ShouldBe("modern");

        bench.Settings.Stage(Get.Key, Stage.Modern);
        (await RowAsync(bench, Get)).Next.ShouldBe("modern-only");
        bench.Clock.Advance(TimeSpan.FromDays(7));
        bench.Node.Report(Get, Ada, Monolith, isFallback: true);
        (await RowAsync(bench, Get)).Blockers.ShouldBe(["no fallback in that time: 1 in 7 days"]);
        bench.Clock.Advance(TimeSpan.FromDays(7.1));
        (await RowAsync(bench, Get)).ShouldSatisfyAllConditions(row => row.Proposal.ShouldBe("modern-only"), row => row.EffectOfProposal!.ShouldEndWith("lose the way back to monolith"));
    }

    [Fact]
    public async Task What_was_taken_back_is_not_proposed_and_says_why()
    {
        var bench = new RouteBench(Get);
        await bench.Node.ChooseAsync(Get, Ada);
        for (var i = 0; i < 20; i++)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            bench.Node.Report(Get, Ada, Orders, RouteOutcome.Erred);
        }

        var row = await RowAsync(bench, Get);
        (row.Stage, row.Setting).ShouldBe(("canary:10", "modern"));
        row.Demotion.ShouldBe("20 of 20 modern calls failed, at most 10 % may");
        row.Blockers.ShouldContain("not taken back by its figures: " + row.Demotion);
    }

    [Fact]
    public async Task The_json_has_stable_names()
    {
        var bench = new RouteBench(Get);
        bench.Node.Demand.Asked(Ada, [Get.Key], ["gift wrapping"]);
        using var json = JsonDocument.Parse(MigrationBoardJson.Write(await bench.Node.Board.ReadAsync("default", BoardWindow.Default, default)));
        Names(json.RootElement).ShouldBe("window at catalogueVersion rows legacyOnly overlaps waiting unmet");
        Names(json.RootElement.GetProperty("rows")[0]).ShouldBe(
            "intent title effect stage setting demotion demotedAt messages users trend demand30d users30d calls modernShare fallbacks errorRate legacyErrorRate p50LatencyMs p95LatencyMs "
            + "legacyP50Ms legacyP95Ms circuits compared mismatchRate mismatchFields noiseFields missing quarantine next rules ready blockers proposal effectOfProposal");
        json.RootElement.GetProperty("unmet")[0].GetRawText().ShouldBe("""{"words":["gift","wrapping"],"messages":1,"users":1}""");
        json.RootElement.GetProperty("rows")[0].GetProperty("rules")[0].EnumerateObject().Select(member => member.Name).ShouldBe(["rule", "isMet", "have"]);
    }

    private static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(member => member.Name));

    private static async Task<MigrationRow> RowAsync(RouteBench bench, Intent intent) =>
        (await bench.Node.Board.ReadAsync("default", BoardWindow.Default, default)).Rows.Single(row => row.Intent == intent.Key);

    private static async Task<RouteBench> ShadowedAsync(int compared, int mismatched, int ms)
    {
        var bench = new RouteBench(Get, Cancel);
        bench.Settings.Stage(Get.Key, Stage.Shadow);
        var at = bench.Clock.GetUtcNow();
        var call = new CallCount { Tenant = "default", At = at, Intent = Get.Key, Backend = "x", Side = "modern", Kind = CallCount.Compare, Calls = compared, Errors = mismatched };
        await bench.Store.AddAsync(
            new RouteBatch
            {
                Calls =
                [
                    call,
                    call with { Kind = CallCount.Shadow, Errors = 0, Bucket = Banyan.Intents.Migration.LatencyScale.BucketOf(TimeSpan.FromMilliseconds(ms)) },
                    call with { Kind = CallCount.Answer, Side = "legacy", Errors = 0, Bucket = Banyan.Intents.Migration.LatencyScale.BucketOf(TimeSpan.FromMilliseconds(10)) },
                ],
            },
            default);
        return bench;
    }
}
