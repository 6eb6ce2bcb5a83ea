using Banyan.Gateway.Spine;
using Banyan.Storage.Leases;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Leases;

/// <summary>What leases must do, on both databases. A life of nothing is over at once on every clock.</summary>
public sealed class LeaseContract(PostgresFixture postgres)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_name_has_one_holder_at_a_time_in_each_tenant(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var leases = new LeaseStore(test.Database, _clock);
        var held = (await leases.TryTakeAsync("a", "run:1", Minute, default)).ShouldNotBeNull();
        (await leases.TryTakeAsync("a", "run:1", Minute, default)).ShouldBeNull();
        (await leases.TryTakeAsync("b", "run:1", Minute, default)).ShouldNotBeNull();
        (await leases.TryTakeAsync("a", "run:2", Minute, default)).ShouldNotBeNull();
        await leases.ReleaseAsync(held, default);
        var next = (await leases.TryTakeAsync("a", "run:1", Minute, default)).ShouldNotBeNull();
        next.Fence.ShouldBeGreaterThan(held.Fence, "also after the name was let go");
        next.Holder.ShouldNotBe(held.Holder);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_lease_that_ran_out_goes_to_the_next_with_a_greater_fence(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var leases = new LeaseStore(test.Database, _clock);
        var late = (await leases.TryTakeAsync("a", "run:1", TimeSpan.Zero, default)).ShouldNotBeNull();
        var next = (await leases.TryTakeAsync("a", "run:1", Minute, default)).ShouldNotBeNull();
        next.Fence.ShouldBeGreaterThan(late.Fence);
        (await leases.RenewAsync(late, Minute, default)).ShouldBeFalse();
        await leases.ReleaseAsync(late, default);
        (await leases.TryTakeAsync("a", "run:1", Minute, default)).ShouldBeNull("a late holder can't let go of another's lease");
        (await leases.RenewAsync(next, Minute, default)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Renewing_holds_a_lease_longer(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var leases = new LeaseStore(test.Database, _clock);
        var held = (await leases.TryTakeAsync("a", "run:1", TimeSpan.Zero, default)).ShouldNotBeNull();
        (await leases.RenewAsync(held, Minute, default)).ShouldBeTrue("nobody took it meanwhile");
        (await leases.TryTakeAsync("a", "run:1", Minute, default)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Sweeping_takes_no_name_from_its_holder(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var leases = new LeaseStore(test.Database, _clock);
        var old = (await leases.TryTakeAsync("a", "run:1", TimeSpan.FromDays(-2), default)).ShouldNotBeNull();
        (await leases.TryTakeAsync("a", "run:2", Minute, default)).ShouldNotBeNull();
        await leases.SweepAsync(default);
        (await leases.TryTakeAsync("a", "run:2", Minute, default)).ShouldBeNull();
        (await leases.RenewAsync(old, Minute, default)).ShouldBeFalse("its row is gone");
    }

    [Fact]
    public async Task On_one_node_time_is_the_clock_it_was_given()
    {
        await using var test = await TestDatabase.MakeAsync("sqlite", postgres, _clock);
        var leases = new LeaseStore(test.Database, _clock);
        var held = (await leases.TryTakeAsync("a", "run:1", Minute, default)).ShouldNotBeNull();
        held.Until.ShouldBe(Rows.Noon + Minute);
        _clock.Advance(Minute - TimeSpan.FromMilliseconds(1));
        (await leases.TryTakeAsync("a", "run:1", Minute, default)).ShouldBeNull();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await leases.TryTakeAsync("a", "run:1", Minute, default)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Of_many_that_reach_for_a_name_at_once_one_gets_it(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var leases = new LeaseStore(test.Database, _clock);
        var fences = new List<long>();
        for (var round = 0; round < 5; round++)
        {
            var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => leases.TryTakeAsync("a", "run:1", Minute, default))));
            var holder = taken.OfType<Lease>().ShouldHaveSingleItem();
            fences.Add(holder.Fence);
            await leases.ReleaseAsync(holder, default);
        }

        fences.ShouldBe(fences.Distinct().Order());
    }
}
