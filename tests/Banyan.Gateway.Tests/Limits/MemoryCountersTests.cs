using Banyan.Gateway.Limits;

namespace Banyan.Gateway.Tests.Limits;

public sealed class MemoryCountersTests : CountersContract
{
    private readonly MemoryCounters _counters;

    public MemoryCountersTests() => _counters = new MemoryCounters(Clock);

    [Fact]
    public async Task Buckets_that_are_full_again_are_forgotten()
    {
        var (used, held) = (Key(), Key(LimitUnit.Concurrent));
        await _counters.TakeAsync([Line(used, 10), Line(held, 5)], default);
        Clock.Advance(TimeSpan.FromSeconds(3));
        _counters.Used().ToDictionary().ShouldSatisfyAllConditions(
            all => all[used].ShouldBe(0.05, 0.001),
            all => all[held].ShouldBe(0.2));
        Clock.Advance(TimeSpan.FromSeconds(3));
        await _counters.BeatAsync([], default);
        _counters.Used().Select(one => one.Key).ShouldBe([held]);
    }

    protected override Task<ILimitCounters> NodeAsync(string name) => Task.FromResult<ILimitCounters>(_counters);
}
