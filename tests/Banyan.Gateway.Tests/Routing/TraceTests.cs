using Banyan.Gateway.Spine;
using static Banyan.Gateway.Tests.Routing.RouterBench;

namespace Banyan.Gateway.Tests.Routing;

/// <summary>The recorded trace of conversations against providers that die, slow down and come back.</summary>
[Trait("needs", "data")]
public sealed class TraceTests
{
    private static readonly Behaviour Well = new(false, 0.4, 0.02), Dead = new(true, 0.01, 0);
    private static readonly IReadOnlyList<TraceCall> Trace = TraceCall.Read(8_000);

    [Fact]
    public void A_dead_provider_is_left_within_five_attempts_no_caller_sees_an_error_and_it_comes_back()
    {
        const double dies = 300, revives = 900;
        var catalog = Four(new RoutingPolicy());
        var run = new TraceRun(new RouterBench(), catalog, (provider, at) => provider == "a" && at is >= dies and < revives ? Dead : Well).Play(Trace);

        run.Errors.ShouldBe(0);
        var before = run.Share("a", 0, dies);
        before.ShouldBeGreaterThan(0.2);
        var lost = run.Tries.Where(one => one is { Provider: "a", IsDead: true }).ToList();
        lost.Count(one => !one.IsProbe).ShouldBeLessThanOrEqualTo(5);
        var calls = run.Tries.Count(one => one.IsFirst && one.At is >= dies and < revives);
        lost.Count(one => one.IsProbe).ShouldBeLessThanOrEqualTo(Math.Max(1, calls / 100), $"of {calls} calls meanwhile");

        // Back within half a minute of the first probe that went well.
        var probe = run.Tries.First(one => one.Provider == "a" && one.At >= revives).At;
        probe.ShouldBeLessThan(revives + 61);
        run.Share("a", probe + 30, probe + 150).ShouldBeGreaterThan(before * 0.7);
    }

    [Fact]
    public void A_slow_provider_is_left_within_fifteen_seconds_and_tried_again_in_time()
    {
        const double slows = 300, mends = 600;
        var catalog = Four(new RoutingPolicy());
        var run = new TraceRun(new RouterBench(), catalog, (provider, at) => provider == "a" && at is >= slows and < mends ? Well with { FirstSeconds = 20 } : Well).Play(Trace);

        run.Errors.ShouldBe(0);
        var before = run.Share("a", 0, slows);
        before.ShouldBeGreaterThan(0.2);
        run.Share("a", slows + 15, slows + 120).ShouldBeLessThan(0.05, "explored, and probed in time");
        run.Share("a", mends + 300, mends + 600).ShouldBeGreaterThan(before * 0.7);
    }

    /// <summary>Four of about the same price, so that what they do decides.</summary>
    private static CatalogSnapshot Four(RoutingPolicy policy) =>
        Snapshot([Model("a", "m", 1.00m), Model("b", "m", 1.02m), Model("c", "m", 1.04m), Model("d", "m", 1.06m)], policy: policy);
}
