using Banyan.Intents.Spine;
using static Banyan.Intents.Tests.Migration.TestIntents;

namespace Banyan.Intents.Tests.Migration;

public sealed class DemotionTests
{
    private static readonly Subject Ada = Person("ada");
    private readonly RouteBench _bench = new(Get, Cancel);

    [Fact]
    public async Task A_broken_modern_side_goes_back_one_stage_at_a_time_and_stays_until_the_operator_acts()
    {
        await _bench.Node.ChooseAsync(Get, Ada);
        Report(19, errors: 3);
        _bench.Changes.ShouldBeEmpty();
        Report(1, errors: 0);

        _bench.Changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            change => (change.Intent, change.From, change.To).ShouldBe((Get.Key, "modern", "canary:10")),
            change => change.Reason.ShouldBe("3 of 20 modern calls failed, at most 10 % may"));
        (await _bench.Node.ChooseAsync(Get, Ada)).Stage.ShouldBe("canary:10");

        Report(60, errors: 30);
        _bench.Changes.Count.ShouldBe(1, "the cool-down holds");
        _bench.Clock.Advance(TimeSpan.FromMinutes(31));
        Report(60, errors: 30);
        _bench.Changes[^1].To.ShouldBe("shadow");
        _bench.Clock.Advance(TimeSpan.FromMinutes(31));
        Report(60, errors: 60);
        _bench.Changes.Count.ShouldBe(2, "nobody is on the modern side any more");

        _bench.Settings.Stage(Get.Key, Stage.Canary, 50);
        (await _bench.Node.ChooseAsync(Get, Ada)).Stage.ShouldBe("canary:50");
    }

    [Fact]
    public async Task Other_nodes_follow_and_a_restart_forgets_nothing()
    {
        var other = _bench.MakeNode();
        await other.ChooseAsync(Get, Ada);
        await other.Upkeep.RoundAsync(default);
        await _bench.Node.ChooseAsync(Get, Ada);
        Report(20, errors: 20);
        await _bench.Node.Upkeep.RoundAsync(default);
        await other.Upkeep.RoundAsync(default);
        (await other.ChooseAsync(Get, Ada)).Stage.ShouldBe("canary:10");
        (await _bench.MakeNode().ChooseAsync(Get, Ada)).Stage.ShouldBe("canary:10");
        (await _bench.Node.ChooseAsync(Cancel, Ada)).Stage.ShouldBe("modern");
    }

    [Fact]
    public async Task Five_points_more_errors_than_legacy_are_too_many()
    {
        await _bench.Node.ChooseAsync(Get, Ada);
        for (var i = 0; i < 100; i++)
        {
            _bench.Node.Report(Get, Ada, Monolith, i % 50 == 0 ? RouteOutcome.Erred : RouteOutcome.Answered);
        }

        Report(100, errors: 7);
        _bench.Changes.ShouldBeEmpty();
        Report(100, errors: 9);
        _bench.Changes.ShouldHaveSingleItem().Reason.ShouldContain("points lie between");
    }

    [Fact]
    public async Task Twice_the_time_of_legacy_is_too_slow_also_when_legacy_was_measured_before()
    {
        await _bench.Node.ChooseAsync(Get, Ada);
        for (var i = 0; i < 50; i++)
        {
            _bench.Node.Report(Get, Ada, Monolith, ms: 100);
        }

        _bench.Clock.Advance(TimeSpan.FromMinutes(20));
        Report(100, errors: 0, ms: 180);
        _bench.Changes.ShouldBeEmpty();
        _bench.Clock.Advance(TimeSpan.FromMinutes(6));
        Report(100, errors: 0, ms: 260);
        _bench.Changes.ShouldHaveSingleItem().Reason.ShouldContain("p95");
    }

    [Fact]
    public async Task Milliseconds_nobody_feels_take_nothing_back()
    {
        await _bench.Node.ChooseAsync(Get, Ada);
        for (var i = 0; i < 50; i++)
        {
            _bench.Node.Report(Get, Ada, Monolith, ms: 2);
        }

        Report(100, errors: 0, ms: 12);
        _bench.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_two_percent_mismatch_ends_a_canary_and_not_the_shadow_that_looks_for_it()
    {
        foreach (var stage in new[] { Stage.Shadow, Stage.Canary })
        {
            _bench.Settings.Stage(Get.Key, stage, 50);
            await _bench.Node.ChooseAsync(Get, Ada);
            for (var i = 0; i < 30; i++)
            {
                _bench.Backends.Answer = call => ScriptedBackends.Well(call.Operation.Backend == Orders && i % 10 == 0 ? """{"status":"wrong"}""" : """{"status":"open"}""");
                _bench.Node.Routes.Shadow(new ShadowRead(Get, NewSide, OldSide, Json("{}"), Json("""{"status":"open"}"""), Ada, $"{stage}-{i}", "s1"));
                await _bench.Node.Shadows.CompareWaitingAsync(default);
                _bench.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        _bench.Changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(change => (change.From, change.To).ShouldBe(("canary:50", "shadow")), change => change.Reason.ShouldContain("compared reads differ"));
    }

    [Fact]
    public async Task Old_calls_fall_out_of_the_window()
    {
        await _bench.Node.ChooseAsync(Get, Ada);
        Report(15, errors: 15);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        Report(19, errors: 1);
        _bench.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_legacy_side_nothing_is_taken_back()
    {
        var alone = Get with { Legacy = null };
        var bench = new RouteBench(alone);
        await bench.Node.ChooseAsync(alone, Ada);
        for (var i = 0; i < 100; i++)
        {
            bench.Node.Report(alone, Ada, Orders, RouteOutcome.Erred);
        }

        bench.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_operator_lifts_it()
    {
        await _bench.Node.ChooseAsync(Get, Ada);
        (await _bench.Node.Board.LiftAsync("default", Get.Key)).ShouldBeFalse();
        Report(20, errors: 20);
        (await _bench.Node.Board.LiftAsync("default", Get.Key)).ShouldBeTrue();
        (await _bench.Node.ChooseAsync(Get, Ada)).Stage.ShouldBe("modern");
        _bench.Changes.Select(change => change.To).ShouldBe(["canary:10", "modern"]);
    }

    [Fact]
    public async Task With_the_store_away_configured_stages_decide_and_figures_are_kept()
    {
        _bench.Store.IsAway = true;
        (await _bench.Node.ChooseAsync(Get, Ada)).Stage.ShouldBe("modern");
        Report(20, errors: 20);
        (await _bench.Node.ChooseAsync(Get, Ada)).Stage.ShouldBe("canary:10");
        _bench.Store.IsAway = false;
        await _bench.Node.Upkeep.StopAsync(default);
        _bench.Store.Stages[("default", Get.Key)].DemotedTo.ShouldBe("canary:10");
        _bench.Store.Calls.Sum(call => call.Calls).ShouldBe(20);
    }

    [Fact]
    public async Task A_node_that_starts_while_the_store_is_away_does_not_undo_a_demotion()
    {
        await _bench.Node.ChooseAsync(Get, Ada);
        Report(20, errors: 20);
        await _bench.Node.Upkeep.RoundAsync(default);

        _bench.Store.IsAway = true;
        var other = _bench.MakeNode();
        (await other.ChooseAsync(Get, Ada)).Stage.ShouldBe("modern");
        _bench.Store.IsAway = false;
        await other.Upkeep.RoundAsync(default);
        (await other.ChooseAsync(Get, Ada)).Stage.ShouldBe("canary:10");
        _bench.Store.Stages[("default", Get.Key)].DemotedTo.ShouldBe("canary:10");
    }

    [Fact]
    public async Task An_old_row_read_late_does_not_undo_a_demotion_here()
    {
        await _bench.Node.ChooseAsync(Get, Ada);
        await _bench.Node.Upkeep.RoundAsync(default);
        Report(20, errors: 20);
        var old = _bench.Store.Stages[("default", Get.Key)];
        await _bench.Node.Upkeep.FlushAsync(default);
        _bench.Store.Stages[("default", Get.Key)] = old;
        await _bench.Node.Upkeep.RoundAsync(default);
        (await _bench.Node.ChooseAsync(Get, Ada)).Stage.ShouldBe("canary:10");
    }

    // Errors first, so that the last call decides; a second passes, for figures are judged once a second.
    private void Report(int calls, int errors, int ms = 10)
    {
        for (var i = 0; i < calls; i++)
        {
            _bench.Clock.Advance(TimeSpan.FromMilliseconds(i == calls - 1 ? 1_000 : 10));
            _bench.Node.Report(Get, Ada, Orders, i < errors ? RouteOutcome.Erred : RouteOutcome.Answered, ms);
        }
    }
}
