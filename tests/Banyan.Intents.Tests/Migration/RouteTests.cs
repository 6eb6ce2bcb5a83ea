using Banyan.Intents.Spine;
using static Banyan.Intents.Tests.Migration.TestIntents;

namespace Banyan.Intents.Tests.Migration;

public sealed class RouteTests
{
    private static readonly Subject Ada = Person("ada");

    [Theory]
    [InlineData("legacy", "monolith", null, null)]
    [InlineData("shadow", "monolith", null, "orders-api")]
    [InlineData("modern", "orders-api", "monolith", null)]
    [InlineData("modern-only", "orders-api", null, null)]
    public async Task A_read_goes_where_its_stage_says(string stage, string primary, string? fallback, string? shadow)
    {
        var bench = new RouteBench(Get);
        bench.Settings.Stage(Get.Key, StageWords.Parse(stage)!.Stage);

        var choice = await bench.Node.ChooseAsync(Get, Ada);

        choice.ShouldSatisfyAllConditions(
            () => choice.Primary!.Backend.Name.ShouldBe(primary),
            () => choice.Fallback?.Backend.Name.ShouldBe(fallback),
            () => (choice.Fallback is null).ShouldBe(fallback is null),
            () => (choice.Shadow?.Backend.Name).ShouldBe(shadow),
            () => choice.Stage.ShouldBe(stage),
            () => choice.Route.ShouldBe("primary"),
            () => choice.Problem.ShouldBeNull());
    }

    [Fact]
    public async Task A_granted_compatible_overlap_is_modern_by_default_and_a_write_is_never_shadowed()
    {
        var bench = new RouteBench(Cancel);
        (await bench.Node.ChooseAsync(Cancel, Ada)).Stage.ShouldBe("modern");

        bench.Settings.Stage(Cancel.Key, Stage.Shadow);
        var choice = await bench.Node.ChooseAsync(Cancel, Ada);
        (choice.Primary, choice.Fallback, choice.Shadow).ShouldBe((OldSide, null, null));
    }

    [Fact]
    public async Task An_incompatible_pair_stays_with_legacy_whatever_the_stage()
    {
        var intent = Get with { Modern = NewSide with { IsCompatible = false, Missing = ["refundDays"] } };
        var bench = new RouteBench(intent);
        bench.Settings.Stage(Get.Key, Stage.ModernOnly);

        var choice = await bench.Node.ChooseAsync(intent, Ada);

        (choice.Primary, choice.Fallback, choice.Stage).ShouldBe((OldSide, null, "legacy"));
    }

    [Fact]
    public async Task An_intent_of_one_side_has_no_way_round_its_breaker()
    {
        var intent = Get with { Legacy = null };
        var bench = new RouteBench(intent);
        (await bench.Node.ChooseAsync(intent, Ada)).Stage.ShouldBe("modern-only");

        Break(bench, intent, Orders);

        var choice = await bench.Node.ChooseAsync(intent, Ada);
        choice.Primary.ShouldBeNull();
        choice.Problem!.Code.ShouldBe(ProblemWords.BackendUnavailable);
        choice.Problem.Detail.ShouldStartWith("Temporarily unavailable: orders-api");
        choice.Problem.Detail.ShouldNotContain("latest changes");
    }

    [Fact]
    public async Task With_the_modern_side_down_reads_and_writes_go_to_legacy_as_fallback()
    {
        var bench = new RouteBench(Get, Cancel);
        Break(bench, Get, Orders);
        Break(bench, Cancel, Orders);

        foreach (var intent in new[] { Get, Cancel })
        {
            var choice = await bench.Node.ChooseAsync(intent, Ada);
            (choice.Primary, choice.Fallback, choice.Route).ShouldBe((OldSide, null, "fallback"));
        }

        Break(bench, Get, Monolith);
        (await bench.Node.ChooseAsync(Get, Ada)).Problem!.Code.ShouldBe(ProblemWords.BackendUnavailable);
    }

    [Fact]
    public async Task A_fallback_that_is_down_is_not_offered()
    {
        var bench = new RouteBench(Get);
        Break(bench, Get, Monolith);
        (await bench.Node.ChooseAsync(Get, Ada)).ShouldSatisfyAllConditions(choice => choice.Primary.ShouldBe(NewSide), choice => choice.Fallback.ShouldBeNull());
    }

    [Fact]
    public async Task Legacy_never_falls_to_a_modern_side_that_is_not_proved()
    {
        var bench = new RouteBench(Get);
        bench.Settings.Stage(Get.Key, Stage.Shadow);
        Break(bench, Get, Monolith);
        (await bench.Node.ChooseAsync(Get, Ada)).Problem.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_backend_whose_health_fails_twice_is_left_alone_until_it_is_well()
    {
        var bench = new RouteBench(Get);
        bench.Node.Circuits.Heard(Orders, false);
        (await bench.Node.ChooseAsync(Get, Ada)).Route.ShouldBe("primary");
        bench.Node.Circuits.Heard(Orders, false);
        (await bench.Node.ChooseAsync(Get, Ada)).Route.ShouldBe("fallback");
        bench.Node.Circuits.Heard(Orders, null);
        (await bench.Node.ChooseAsync(Get, Ada)).Route.ShouldBe("primary");
    }

    [Fact]
    public async Task Health_is_asked_of_every_backend_in_the_background()
    {
        var bench = new RouteBench(Get);
        var probe = new DeadProbe();
        using var watch = new Banyan.Intents.Migration.HealthWatch(bench.Settings, bench.Node.Circuits, new(probe, bench.Clock), Microsoft.Extensions.Logging.Abstractions.NullLogger<Banyan.Intents.Migration.HealthWatch>.Instance);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        await watch.LookAsync(TestContext.Current.CancellationToken);

        probe.Asked.ShouldBe(["monolith", "orders-api", "monolith", "orders-api"], ignoreOrder: true);
        (await bench.Node.ChooseAsync(Get, Ada)).ShouldSatisfyAllConditions(choice => choice.Primary.ShouldBe(OldSide), choice => choice.Route.ShouldBe("fallback"));
    }

    internal static void Break(RouteBench bench, Intent intent, Backend backend)
    {
        for (var i = 0; i < 5; i++)
        {
            bench.Node.Report(intent, Ada, backend, RouteOutcome.Unreachable);
        }
    }

    private sealed class DeadProbe : IHealthProbe
    {
        public List<string> Asked { get; } = [];

        public ValueTask<bool?> IsWellAsync(Backend backend, CancellationToken cancellationToken)
        {
            Asked.Add(backend.Name);
            return new ValueTask<bool?>(backend.Generation == Generation.Legacy);
        }
    }
}
