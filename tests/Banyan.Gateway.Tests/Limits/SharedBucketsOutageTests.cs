using Banyan.Gateway.Limits;

namespace Banyan.Gateway.Tests.Limits;

/// <summary>What becomes of buckets while a store is slow, away or has forgotten.</summary>
public sealed class SharedBucketsOutageTests : SharedBucketsBench
{
    [Fact]
    public async Task Stores_tell_how_they_stand()
    {
        var node = Node();
        node.Stores.Select(store => (store.IsUp, store.Age)).ShouldBe([(false, null), (false, null)]);
        await node.BeatAsync(default);
        Clock.Advance(TimeSpan.FromSeconds(3));
        node.Stores.Select(store => (store.IsUp, store.Age)).ShouldBe([(true, TimeSpan.FromSeconds(3)), (true, TimeSpan.FromSeconds(3))]);
        First.IsAway = true;
        await node.BeatAsync(default);
        node.Stores.Select(store => (store.IsUp, store.Age)).ShouldBe([(false, TimeSpan.FromSeconds(3)), (true, TimeSpan.Zero)]);
        First.IsAway = false;
        (await TakeAsync(node, Requests, 10)).ShouldBeTrue();
        node.Stores.First().IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task Tokens_told_after_a_store_was_away_are_as_many_as_were_used()
    {
        var (node, other) = (Node(), Node());
        (First.IsAway, Second.IsAway) = (true, true);
        CounterLine[] lines = [new() { Key = Tokens, Limit = 6_000_000, Need = 10 }];
        (await node.TakeAsync(lines, default)).ShouldBeTrue();
        lines[0].IsAway.ShouldBeTrue();

        // Ten of so many are paid off at once, and forgotten before the answer is at its end.
        Clock.Advance(TimeSpan.FromSeconds(1));
        await node.FlushAsync(isTick: true);
        node.Book(lines[0], 11);
        (await TakeAsync(node, Tokens, 6_000_000, need: 10)).ShouldBeTrue("eleven more are nothing");

        (First.IsAway, Second.IsAway) = (false, false);
        Clock.Advance(TimeSpan.FromSeconds(5));
        (await TakeAsync(node, Tokens, 6_000_000, need: 10)).ShouldBeTrue();
        (await LeftAsync(other, Tokens, 6_000_000)).ShouldBeGreaterThan(5_900_000);
    }

    [Fact]
    public async Task A_slow_store_is_waited_for_five_times_and_then_left_alone_for_five_seconds()
    {
        var node = Node();
        First.IsSlow = true;
        for (var i = 0; i < 5; i++)
        {
            var taking = TakeAsync(node, Requests, 50);
            await Clock.ArmedAsync();
            taking.IsCompleted.ShouldBeFalse();
            Clock.Advance(TimeSpan.FromMilliseconds(20));
            (await taking).ShouldBeTrue("the second store answers");
        }

        First.Asked.ShouldBe(5);
        (await TakeAsync(node, Requests, 50)).ShouldBeTrue();
        First.Asked.ShouldBe(5, "it is left alone");
        Second.Asked.ShouldBeGreaterThan(0);
        First.Wake();
        Clock.Advance(TimeSpan.FromSeconds(5));
        (await TakeAsync(node, Requests, 50, need: 20)).ShouldBeTrue();
        First.Asked.ShouldBe(6, "one call tries it");
        (await TakeAsync(node, Requests, 50, need: 20)).ShouldBeTrue();
        First.Asked.ShouldBe(7, "and it is back");
    }

    [Fact]
    public async Task While_one_call_tries_a_store_the_others_do_not_wait_for_it()
    {
        var node = Node();
        First.IsAway = true;
        for (var i = 0; i < 5; i++)
        {
            await TakeAsync(node, Requests, 1_000, need: 100);
        }

        (First.IsAway, First.IsSlow) = (false, true);
        Clock.Advance(TimeSpan.FromSeconds(5));
        var trying = TakeAsync(node, Requests, 1_000, need: 50);
        (await TakeAsync(node, Requests, 1_000, need: 60)).ShouldBeTrue();
        trying.IsCompleted.ShouldBeFalse();
        First.Wake();
        (await trying).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_any_store_a_node_has_its_part_of_what_was_left()
    {
        var node = Node();
        First.Nodes = 4;
        await node.BeatAsync(default);
        for (var i = 0; i < 20; i++)
        {
            (await TakeAsync(node, Requests, 40)).ShouldBeTrue();
        }

        (First.IsAway, Second.IsAway) = (true, true);
        var taken = 0;
        for (var i = 0; i < 40; i++)
        {
            taken += await TakeAsync(node, Requests, 40) ? 1 : 0;
        }

        taken.ShouldBe(5, "half of the bucket was left, and a quarter of it is this node's");
        Clock.Advance(TimeSpan.FromSeconds(6));
        (await TakeAsync(node, Requests, 40)).ShouldBeTrue("it refills at a quarter of the rate, ten a minute");
        (await TakeAsync(node, Requests, 40)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_store_that_comes_back_learns_what_was_used_without_it()
    {
        var (node, other) = (Node(), Node());
        (First.IsAway, Second.IsAway) = (true, true);
        for (var i = 0; i < 30; i++)
        {
            (await TakeAsync(node, Requests, 40)).ShouldBeTrue();
        }

        (First.IsAway, Second.IsAway) = (false, false);
        Clock.Advance(TimeSpan.FromSeconds(6));
        (await TakeAsync(node, Requests, 40)).ShouldBeTrue();
        (await LeftAsync(other, Requests, 40)).ShouldBe(13, "30 used, 4 refilled, one more used");
    }

    [Fact]
    public async Task A_long_outage_is_not_held_against_anybody()
    {
        var node = Node();
        (First.IsAway, Second.IsAway) = (true, true);
        for (var i = 0; i < 600; i++)
        {
            await TakeAsync(node, Requests, 60);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (First.IsAway, Second.IsAway) = (false, false);
        Clock.Advance(TimeSpan.FromSeconds(61));
        (await LeftAsync(node, Requests, 60)).ShouldBe(60);
    }

    [Fact]
    public async Task While_one_call_tries_a_store_that_was_away_the_others_have_no_second_part()
    {
        var node = Node();
        (First.IsAway, Second.IsAway) = (true, true);
        for (var i = 0; i < 20; i++)
        {
            (await TakeAsync(node, Requests, 20)).ShouldBeTrue();
        }

        (First.IsAway, First.IsSlow) = (false, true);
        Clock.Advance(TimeSpan.FromSeconds(5));
        var trial = TakeAsync(node, Requests, 20);
        await Clock.ArmedAsync();
        trial.IsCompleted.ShouldBeFalse("it waits for the store, which is being told of the twenty");
        var more = 0;
        for (var i = 0; i < 20; i++)
        {
            more += await TakeAsync(node, Requests, 20) ? 1 : 0;
        }

        more.ShouldBeLessThanOrEqualTo(1, "five seconds give back one");
        First.Wake();
        await trial;
        (await LeftAsync(Node(), Requests, 20)).ShouldBe(0);
    }

    [Fact]
    public async Task A_store_that_has_forgotten_is_told_what_nodes_know()
    {
        var node = Node();
        for (var i = 0; i < 30; i++)
        {
            (await TakeAsync(node, Requests, 40)).ShouldBeTrue();
        }

        First.Forget();
        var taken = 0;
        for (var i = 0; i < 40; i++)
        {
            taken += await TakeAsync(node, Requests, 40) ? 1 : 0;
        }

        taken.ShouldBe(10);
    }

    [Fact]
    public async Task Requests_at_once_that_were_granted_too_late_are_given_back_when_they_end()
    {
        var (node, other) = (Node(), Node());
        CounterLine[] lines = [new() { Key = AtOnce, Limit = 1, Need = 1 }];
        First.IsSlow = true;
        var taking = node.TakeAsync(lines, default).AsTask();
        await Clock.ArmedAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(20));
        (await taking).ShouldBeTrue("the second store grants it");
        First.Wake();
        await AnsweredAsync(First, 1);
        (await TakeAsync(other, AtOnce, 1)).ShouldBeFalse("the first one counts it too");
        node.Book(lines[0], -1);
        await TillAsync(() => TakeAsync(other, AtOnce, 1));
    }

    [Fact]
    public async Task What_a_store_may_have_counted_late_is_not_given_back_twice()
    {
        var (node, other) = (Node(), Node());
        CounterLine[] lines = [new() { Key = Tokens, Limit = 6_000, Need = 5_000 }];
        (await node.TakeAsync(lines, default)).ShouldBeTrue();
        node.Book(lines[0], -4_900);
        (First.IsSlow, Second.IsSlow) = (true, true);
        var taking = TakeAsync(node, Tokens, 6_000, need: 5_500);
        await PassAsync(taking);
        First.Wake();
        await AnsweredAsync(First, 2);
        await node.FlushAsync(isTick: true);
        await node.FlushAsync(isTick: true);
        (await LeftAsync(other, Tokens, 6_000)).ShouldBeLessThanOrEqualTo(406, "100 used, 5,500 granted though too late, and what came back in 60 ms");
    }

    [Fact]
    public async Task What_is_owed_is_told_until_a_store_has_heard_it()
    {
        var (node, other) = (Node(), Node());
        CounterLine[] lines = [new() { Key = Tokens, Limit = 6_000, Need = 100 }];
        (await node.TakeAsync(lines, default)).ShouldBeTrue();
        node.Book(lines[0], 3_000);
        (First.IsAway, Second.IsAway) = (true, true);
        await node.FlushAsync(isTick: true);
        (First.IsAway, Second.IsAway) = (false, false);
        await node.FlushAsync(isTick: true);
        (await LeftAsync(other, Tokens, 6_000)).ShouldBeInRange(2_840, 2_900);
    }

    [Fact]
    public async Task A_store_that_fails_in_a_way_of_its_own_is_a_store_that_is_away()
    {
        var node = Node();
        First.Fails = new InvalidOperationException("The pool is gone.");
        (await TakeAsync(node, Requests, 50)).ShouldBeTrue();
        await node.BeatAsync(default);
        Second.Asked.ShouldBe(1);
    }
}
