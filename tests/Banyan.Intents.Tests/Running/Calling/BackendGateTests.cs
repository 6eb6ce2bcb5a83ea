using Banyan.Intents.Running.Calling;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Running.Calling;

public sealed class BackendGateTests
{
    [Fact]
    public void Calls_beyond_a_seconds_worth_are_spread_over_the_seconds_that_follow()
    {
        var clock = new FakeClock();
        using var gates = new BackendGates(clock);
        var backend = new Backend { Name = "shop", BaseUrl = new Uri("http://127.0.0.1:1"), Generation = Generation.Modern, Concurrency = 100, RequestsPerSecond = 20 };
        var began = clock.GetUtcNow();
        var entered = VirtualTime.Run(clock, () => Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            await gates.For(backend).EnterAsync(default);
            var at = clock.GetUtcNow() - began;
            gates.For(backend).Leave();
            return at;
        })));
        for (var second = 1; second <= 4; second++)
        {
            entered.Count(at => at < TimeSpan.FromSeconds(second)).ShouldBeLessThanOrEqualTo(20 + (20 * second));
        }

        entered.Count(at => at == TimeSpan.Zero).ShouldBe(20);
        entered.Max().ShouldBeInRange(TimeSpan.FromSeconds(3.9), TimeSpan.FromSeconds(4.1));
    }

    [Fact]
    public void Changed_limits_hold_from_the_next_call_on()
    {
        using var gates = new BackendGates(new FakeClock());
        var backend = new Backend { Name = "shop", BaseUrl = new Uri("http://127.0.0.1:1"), Generation = Generation.Modern };
        gates.For(backend).ShouldBeSameAs(gates.For(backend with { HealthPath = "/up" }));
        gates.For(backend).ShouldNotBeSameAs(gates.For(backend with { Concurrency = 2 }));
    }
}
