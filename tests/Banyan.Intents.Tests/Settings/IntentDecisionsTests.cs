using Banyan.Gateway.Spine;
using Banyan.Intents.Settings;
using Banyan.Intents.Settings.Deciding;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Migration;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Intents.Tests.Settings;

public sealed class IntentDecisionsTests
{
    private static readonly Caller Operator = new() { Tenant = "default", Service = "ops", KeyId = "Ab12Cd34", Grants = Grants.All };

    private readonly TwoNodes _shared = new();
    private readonly TestView _view = new();
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    public IntentDecisionsTests() => _view.Current = CatalogueView.Empty with
    {
        Catalogue = TestIntents.Catalogue(TestIntents.Get, TestIntents.List with { Modern = null }),
        Proposals = [new OverlapProposal("p1", "monolith:old", "orders-api:new", 0.9, 0.2, new Dictionary<string, string>(StringComparer.Ordinal), "proposed", "matcher")],
        Quarantined = [new QuarantinedIntent("orders.get", "orders-api", "its effect changed", "sha256:2", true), new QuarantinedIntent("orders.list", "orders-api", "its schema is broken", null, false)],
    };

    [Fact]
    public async Task A_stage_stands_before_the_file_on_every_node_and_keeps_the_share_of_reads()
    {
        var (here, there) = (Node(), Node());
        here.Settings.Decided([]);
        (await here.Decisions.SetStageAsync(Operator, "orders.get", "canary", 25, "the board is green", default)).ShouldBeNull();
        await there.Watch.LookAsync(default);

        here.Settings.Current.Stages["orders.get"].ShouldBe(new StageSetting(Stage.Canary, 25));
        there.Settings.Current.Stages["orders.get"].ShouldBe(new StageSetting(Stage.Canary, 25));
        var act = _shared.Acts.ShouldHaveSingleItem();
        (act.Actor, act.Action, act.Target).ShouldBe(("key:Ab12Cd34", "setIntentStage", "intent:orders.get"));
        act.Detail.ShouldBe("""{"before":null,"after":"canary:25","reason":"the board is green"}""");
    }

    [Theory]
    [InlineData("orders.none", "shadow", null, "why", "not_found")]
    [InlineData("orders.get", "canary", null, "why", "invalid_request")]
    [InlineData("orders.get", "canary", 101d, "why", "invalid_request")]
    [InlineData("orders.get", "shadow", 5d, "why", "invalid_request")]
    [InlineData("orders.get", "sideways", null, "why", "invalid_request")]
    [InlineData("orders.get", "shadow", null, "  ", "invalid_request")]
    [InlineData("orders.list", "shadow", null, "why", "conflict")]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing(string key, string stage, double? percent, string reason, string code)
    {
        var failure = await Node().Decisions.SetStageAsync(Operator, key, stage, percent, reason, default);

        failure.ShouldNotBeNull().Code.ShouldBe(code);
        _shared.Decisions.ShouldBeEmpty();
        _shared.Acts.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_overlap_and_a_waiting_definition_are_decided_by_what_was_proposed()
    {
        var node = Node();
        (await node.Decisions.DecideOverlapAsync(Operator, "p1", false, default)).ShouldBeNull();
        (await node.Decisions.ApproveAsync(Operator, "orders.get", default)).ShouldBeNull();

        node.Settings.Current.Overlaps.ShouldBe([new OverlapDecision("monolith:old", "orders-api:new", false)]);
        node.Settings.Current.Approved["orders.get"].ShouldBe("sha256:2");
        (await node.Decisions.DecideOverlapAsync(Operator, "p2", true, default)).ShouldNotBeNull().Code.ShouldBe("not_found");
        (await node.Decisions.ApproveAsync(Operator, "orders.list", default)).ShouldNotBeNull().Message.ShouldContain("its schema is broken");
    }

    [Fact]
    public async Task A_store_that_is_away_leaves_what_was_read_last_in_force()
    {
        var node = Node();
        await node.Decisions.SetStageAsync(Operator, "orders.get", "legacy", null, "too slow", default);
        _shared.IsAway = true;

        await node.Watch.LookAsync(default);
        await Should.ThrowAsync<StoreAwayException>(node.Decisions.SetStageAsync(Operator, "orders.get", "modern", null, "again", default));

        node.Settings.Current.Stages["orders.get"].ShouldBe(new StageSetting(Stage.Legacy));
    }

    [Fact]
    public async Task Listeners_are_told_once_for_one_change()
    {
        var node = Node();
        var told = 0;
        using var listening = node.Settings.OnChange(() => told++);

        await node.Decisions.SetStageAsync(Operator, "orders.get", "shadow", null, "look", default);
        await node.Watch.LookAsync(default);

        told.ShouldBe(1);
    }

    private (LiveIntentSettings Settings, DecisionWatch Watch, IntentDecisions Decisions) Node()
    {
        var settings = new LiveIntentSettings(new IntentHosting("/", false, "n1"));
        var watch = new DecisionWatch(_shared, settings, _shared, _clock, NullLogger<DecisionWatch>.Instance);
        return (settings, watch, new IntentDecisions(_shared, watch, _view, settings, (_shared, _clock)));
    }
}
