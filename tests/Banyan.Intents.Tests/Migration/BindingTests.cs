using Banyan.Intents.Spine;
using static Banyan.Intents.Tests.Migration.TestIntents;

namespace Banyan.Intents.Tests.Migration;

public sealed class BindingTests
{
    private static readonly Subject Ada = Person("ada");
    private readonly RouteBench _bench = new(Get, Cancel, Make("users.get"));

    [Fact]
    public async Task After_a_write_the_familys_reads_go_to_its_side_on_every_node_for_ten_minutes()
    {
        var other = _bench.MakeNode();
        await _bench.Node.Routes.BindAsync(Cancel, Ada, Generation.Legacy, default);

        foreach (var node in new[] { _bench.Node, other })
        {
            var choice = await node.ChooseAsync(Get, Ada);
            (choice.Primary, choice.Fallback, choice.Shadow, choice.Route).ShouldBe((OldSide, null, null, "affinity"));
            (await node.ChooseAsync(Get, Person("bob"))).Primary.ShouldBe(NewSide);
            (await node.ChooseAsync(Make("users.get"), Ada)).Primary.ShouldBe(NewSide);
            (await node.ChooseAsync(Get, Person("ada", "other"))).Primary.ShouldBe(NewSide);
        }

        _bench.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        (await other.ChooseAsync(Get, Ada)).Primary.ShouldBe(OldSide);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        (await other.ChooseAsync(Get, Ada)).Primary.ShouldBe(NewSide);
    }

    [Fact]
    public async Task The_run_that_wrote_stays_bound_to_its_end()
    {
        await _bench.Node.Routes.BindAsync(Cancel, Ada, Generation.Legacy, "run-1", default);
        _bench.Clock.Advance(TimeSpan.FromMinutes(15));

        (await _bench.MakeNode().Routes.ChooseAsync(Get, Ada, "run-1", default)).Primary.ShouldBe(OldSide);
        (await _bench.MakeNode().Routes.ChooseAsync(Get, Ada, "run-2", default)).Primary.ShouldBe(NewSide);
    }

    [Fact]
    public async Task The_latest_write_decides()
    {
        var other = _bench.MakeNode();
        await _bench.Node.Routes.BindAsync(Cancel, Ada, Generation.Legacy, default);
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await other.Routes.BindAsync(Cancel, Ada, Generation.Modern, default);

        (await _bench.Node.ChooseAsync(Get, Ada)).ShouldSatisfyAllConditions(choice => choice.Primary.ShouldBe(NewSide), choice => choice.Fallback.ShouldBeNull());
    }

    [Fact]
    public async Task Bound_to_a_modern_side_that_is_down_reads_and_writes_are_temporarily_unavailable()
    {
        await _bench.Node.Routes.BindAsync(Cancel, Ada, Generation.Modern, default);
        RouteTests.Break(_bench, Get, Orders);
        RouteTests.Break(_bench, Cancel, Orders);

        foreach (var intent in new[] { Get, Cancel })
        {
            var choice = await _bench.Node.ChooseAsync(intent, Ada);
            choice.Primary.ShouldBeNull();
            choice.Problem!.Code.ShouldBe(ProblemWords.BackendUnavailable);
            choice.Problem.Detail.ShouldContain("latest changes");
            (await _bench.Node.ChooseAsync(intent, Person("bob"))).Primary.ShouldBe(OldSide);
        }
    }

    [Fact]
    public async Task Modern_only_knows_no_binding()
    {
        _bench.Settings.Stage(Get.Key, Stage.ModernOnly);
        await _bench.Node.Routes.BindAsync(Cancel, Ada, Generation.Legacy, default);
        (await _bench.Node.ChooseAsync(Get, Ada)).Primary.ShouldBe(NewSide);
    }

    [Fact]
    public async Task A_binding_made_while_the_store_is_away_holds_here_and_reaches_the_others_later()
    {
        var other = _bench.MakeNode();
        _bench.Store.IsAway = true;
        await _bench.Node.Routes.BindAsync(Cancel, Ada, Generation.Legacy, default);
        (await _bench.Node.ChooseAsync(Get, Ada)).Primary.ShouldBe(OldSide);
        (await _bench.Node.Upkeep.FlushAsync(default)).ShouldBeFalse();

        _bench.Store.IsAway = false;
        (await other.ChooseAsync(Get, Ada)).Primary.ShouldBe(NewSide);
        (await _bench.Node.Upkeep.FlushAsync(default)).ShouldBeTrue();
        (await other.ChooseAsync(Get, Ada)).Primary.ShouldBe(OldSide);
    }

    [Fact]
    public async Task People_are_stored_hashed()
    {
        await _bench.Node.Routes.BindAsync(Cancel, Ada, Generation.Legacy, default);
        _bench.Store.Bindings.Values.ShouldHaveSingleItem().Person.ShouldMatch("^[0-9a-f]{32}$");
    }
}
