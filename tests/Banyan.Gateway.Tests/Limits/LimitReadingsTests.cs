using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Limits;

/// <summary>What is told of limits that are nearly used up: only what lasted a minute.</summary>
public sealed class LimitReadingsTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);
    private readonly FakeClock _clock = new();
    private readonly MemoryCounters _buckets;
    private readonly LimitReadings _readings;

    public LimitReadingsTests()
    {
        _buckets = new MemoryCounters(_clock);
        _readings = new LimitReadings(_buckets, _clock);
    }

    [Fact]
    public async Task What_is_much_for_a_minute_is_told_with_the_least_it_was()
    {
        Hold(LimitScope.Service, "billing", 95);
        for (var look = 0; look < 4; look++)
        {
            (await ReadAsync()).ShouldBeEmpty("not a minute yet");
            _clock.Advance(Look);
        }

        Hold(LimitScope.Service, "billing", -3);
        var reading = (await ReadAsync()).ShouldHaveSingleItem();
        (reading.Kind, reading.Subject, reading.Value, reading.Tenant).ShouldBe((AlertKinds.RateLimitNear, "service:billing", 0.92, "default"));
        reading.Summary.ShouldContain("concurrent limit of service billing");

        _clock.Advance(Look);
        Hold(LimitScope.Service, "billing", -60);
        (await ReadAsync()).ShouldBeEmpty("it fell");
        _clock.Advance(Look);
        Hold(LimitScope.Service, "billing", 60);
        (await ReadAsync()).ShouldBeEmpty("and begins anew");
    }

    [Fact]
    public async Task A_dip_within_the_minute_counts_and_one_before_it_does_not()
    {
        Hold(LimitScope.Global, BucketKey.Everybody, 60);
        await ReadAsync();
        Hold(LimitScope.Global, BucketKey.Everybody, 35);
        for (var look = 0; look < 4; look++)
        {
            _clock.Advance(Look);
            await ReadAsync();
        }

        var dipped = (await ReadAsync()).ShouldHaveSingleItem();
        (dipped.Subject, dipped.Value).ShouldBe(("all", 0.6));
        _clock.Advance(Look);
        (await ReadAsync()).ShouldHaveSingleItem().Value.ShouldBe(0.95);
    }

    [Fact]
    public async Task Of_one_owner_the_fullest_is_told_of_users_nothing_and_of_a_provider_to_the_installation()
    {
        Hold(LimitScope.User, "ada", 99);
        Hold(LimitScope.Feature, "digest", 91);
        Hold(LimitScope.Provider, "lab", 97, tenant: "");
        _buckets.Book(new CounterLine { Key = new BucketKey("default", LimitScope.Feature, "digest", LimitUnit.Requests), Limit = 100 }, 99);
        for (var look = 0; look < 4; look++)
        {
            await ReadAsync();
            _clock.Advance(Look);
            _buckets.Book(new CounterLine { Key = new BucketKey("default", LimitScope.Feature, "digest", LimitUnit.Requests), Limit = 100 }, 25);
        }

        var readings = await ReadAsync();
        readings.Select(one => (one.Subject, one.Tenant)).ShouldBe([("feature:digest", "default"), ("provider:lab", ServiceEvent.Installation)]);
        readings[0].Summary.ShouldContain("requests limit");
    }

    private void Hold(LimitScope scope, string id, int asks, string tenant = "default") =>
        _buckets.Book(new CounterLine { Key = new BucketKey(tenant, scope, id, LimitUnit.Concurrent), Limit = 100 }, asks);

    private async Task<IReadOnlyList<Reading>> ReadAsync() => await _readings.ReadAsync(CancellationToken.None);
}
