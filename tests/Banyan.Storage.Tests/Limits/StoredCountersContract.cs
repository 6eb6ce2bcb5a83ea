using Banyan.Gateway.Limits;
using Banyan.Gateway.Tests.Limits;

namespace Banyan.Storage.Tests.Limits;

/// <summary>What counters must do that several nodes share, beside what all must.</summary>
public abstract class StoredCountersContract : CountersContract, IAsyncDisposable
{
    [Fact]
    public async Task A_node_that_gives_no_sign_of_life_loses_what_it_holds()
    {
        var (dead, alive, key) = (await NodeAsync("dead"), await NodeAsync("alive"), Key(LimitUnit.Concurrent));
        (await dead.TakeAsync([Line(key, 2)], default)).ShouldBeTrue();
        (await alive.TakeAsync([Line(key, 2)], default)).ShouldBeTrue();
        CounterLine[] held = [Line(key, 2, 0) with { Floor = 1 }];
        for (var i = 0; i < 3; i++)
        {
            (await alive.TakeAsync([Line(key, 2)], default)).ShouldBeFalse();
            Clock.Advance(ILimitCounters.NodeLife / 3);
            await alive.BeatAsync(held, default);
        }

        (await alive.TakeAsync([Line(key, 2)], default)).ShouldBeTrue("the dead one's has run out");
        (await alive.TakeAsync([Line(key, 2)], default)).ShouldBeFalse("its own has not");
    }

    [Fact]
    public async Task A_sign_of_life_brings_back_what_ran_out()
    {
        var (late, other, key) = (await NodeAsync("late"), await NodeAsync("other"), Key(LimitUnit.Concurrent));
        (await late.TakeAsync([Line(key, 2, 2)], default)).ShouldBeTrue();
        Clock.Advance(ILimitCounters.NodeLife + TimeSpan.FromSeconds(1));
        await late.BeatAsync([Line(key, 2, 0) with { Floor = 2 }], default);
        (await other.TakeAsync([Line(key, 2)], default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_sign_of_life_puts_right_what_the_store_holds_too_much_and_leaves_what_is_on_its_way()
    {
        var (node, other, key) = (await NodeAsync("node"), await NodeAsync("other"), Key(LimitUnit.Concurrent));
        (await node.TakeAsync([Line(key, 4, 3)], default)).ShouldBeTrue();
        await node.BeatAsync([Line(key, 4, need: 2) with { Floor = 1 }], default);
        (await other.TakeAsync([Line(key, 4, 2)], default)).ShouldBeFalse("three may be right: one is held, two are being asked for");
        await node.BeatAsync([Line(key, 4, need: 0) with { Floor = 1 }], default);
        (await other.TakeAsync([Line(key, 4, 3)], default)).ShouldBeTrue();
        (await other.TakeAsync([Line(key, 4)], default)).ShouldBeFalse();
        await node.BeatAsync([Line(key, 5, need: 0) with { Floor = 2 }], default);
        (await other.TakeAsync([Line(key, 5)], default)).ShouldBeFalse("what it held too little is put right too");
    }

    [Fact]
    public async Task Nodes_that_live_are_counted()
    {
        await ForgetAsync();
        var (first, second) = (await NodeAsync("first"), await NodeAsync("second"));
        var before = await first.BeatAsync([], default);
        (await second.BeatAsync([], default)).ShouldBe(before + 1);
        Clock.Advance(ILimitCounters.NodeLife + TimeSpan.FromSeconds(1));
        (await first.BeatAsync([], default)).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_forgotten_is_what_nodes_say_of_it()
    {
        var (node, key, atOnce) = (await NodeAsync("a"), Key(), Key(LimitUnit.Concurrent));
        CounterLine[] seen = [Line(key, 10, 8), Line(atOnce, 5, 3)];
        (await node.TakeAsync(seen, default)).ShouldBeTrue();
        CounterLine[] known = [Known(seen[0], seen[0].Level), Known(seen[1], 3)];
        (await node.TakeAsync(known, default)).ShouldBeTrue();
        (await LookAsync(node, key, 10)).ShouldBe(2, "a store that remembers does not count it twice");

        await ForgetAsync();
        known = [Known(seen[0], seen[0].Level), Known(seen[1], 3)];
        (await node.TakeAsync(known, default)).ShouldBeTrue();
        (await LookAsync(node, key, 10)).ShouldBe(2);
        known[1].Level.ShouldBe(3);
        known[0].Epoch.ShouldNotBe(seen[0].Epoch);

        static CounterLine Known(in CounterLine line, double floor) => line with { Need = 0, Floor = floor };
    }

    [Fact]
    public async Task Takings_of_many_buckets_in_any_order_never_wait_for_each_other()
    {
        var keys = Enumerable.Range(0, 6).Select(_ => Key()).ToArray();
        ILimitCounters[] nodes = [await NodeAsync("a"), await NodeAsync("b")];
        var taken = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(async () =>
        {
            var own = keys.Select((key, at) => (key, at)).OrderBy(one => (one.at + i) % 6).Take(3).Select(one => Line(one.key, 1_000_000)).ToArray();
            return await nodes[i % 2].TakeAsync(own, default);
        })));
        taken.ShouldAllBe(one => one);
    }

    [Fact]
    public async Task By_its_own_clock_a_bucket_refills_too()
    {
        var (node, key) = (await OwnClockAsync("own"), Key());
        CounterLine[] all = [Line(key, 6_000, 6_000)];
        (await node.TakeAsync(all, default)).ShouldBeTrue();
        all[0].Level.ShouldBe(60_000_000, 1_000_000);
        CounterLine[] one = [Line(key, 6_000)];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await node.TakeAsync(one, default))
        {
            // A hundred a second come back.
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Makes the store lose everything.</summary>
    protected abstract Task ForgetAsync();

    /// <summary>A node that counts by the store's clock.</summary>
    protected abstract Task<ILimitCounters> OwnClockAsync(string name);
}
