using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Limits;

public sealed class SharedBucketsTests
{
    private static readonly BucketKey Requests = new("default", LimitScope.Service, "billing", LimitUnit.Requests);
    private static readonly BucketKey Tokens = new("default", LimitScope.Service, "billing", LimitUnit.Tokens);
    private static readonly BucketKey AtOnce = new("default", LimitScope.Service, "billing", LimitUnit.Concurrent);

    private readonly FakeClock _clock = new();
    private readonly StagedCounters _first;
    private readonly StagedCounters _second;

    public SharedBucketsTests() => (_first, _second) = (new StagedCounters(_clock), new StagedCounters(_clock));

    [Fact]
    public async Task Most_requests_of_a_wide_limit_ask_no_store_and_all_of_it_can_be_had()
    {
        SharedBuckets[] nodes = [Node(), Node(), Node()];
        var taken = 0;
        for (var i = 0; i < 3_000; i++)
        {
            taken += await TakeAsync(nodes[i % 3], Requests, 2_000) ? 1 : 0;
        }

        taken.ShouldBe(2_000);
        _first.Asked.ShouldBeLessThan(400);
        _second.Asked.ShouldBe(0);
    }

    [Theory]
    [InlineData(100, 100_000, 40)]
    [InlineData(60_000, 60_000_000, 4)]
    public async Task An_exchange_costs_at_most_one_round_trip_at_the_usual_limits_and_hardly_any_at_wide_ones(long requests, long tokens, int most)
    {
        const int Exchanges = 40;
        var limiter = new RateLimiter(new LimitRules(new FixedLimits()), Node(), new LimitTally(NullLogger<LimitTally>.Instance));
        var policy = new LimitPolicy { IsEnabled = true, Global = new RateBounds(requests * 10, tokens * 10), PerService = new RateBounds(requests, tokens) };
        for (var i = 0; i < Exchanges; i++)
        {
            var exchange = new TestExchange(_clock) { Limits = policy }.Build();
            (await limiter.AdmitAsync(exchange, default)).ShouldBeNull();
            (await limiter.ReserveAsync(exchange, new Claim(0, 4_200), default)).ShouldBeNull();
            await limiter.SettleAsync(exchange, new Claim(0, 300));
        }

        _first.Asked.ShouldBeLessThanOrEqualTo(most);
    }

    [Fact]
    public async Task Ten_a_minute_are_exactly_ten_on_three_nodes()
    {
        SharedBuckets[] nodes = [Node(), Node(), Node()];
        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => TakeAsync(nodes[i % 3], Requests, 10)));
        taken.Count(one => one).ShouldBe(10);
    }

    [Fact]
    public async Task Of_a_burst_only_a_few_ask_and_a_refusal_is_believed_for_a_moment()
    {
        var node = Node();
        _first.IsSlow = true;
        var burst = Enumerable.Range(0, 60).Select(_ => TakeAsync(node, Requests, 10)).ToArray();
        _first.Asked.ShouldBe(4);
        _first.Wake();
        (await Task.WhenAll(burst)).Count(one => one).ShouldBe(10);
        _first.Asked.ShouldBeInRange(11, 10 + 4);
        var asked = _first.Asked;
        (await TakeAsync(node, Requests, 10)).ShouldBeFalse();
        _first.Asked.ShouldBe(asked);
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        (await TakeAsync(node, Requests, 10)).ShouldBeFalse();
        _first.Asked.ShouldBe(asked + 1);
    }

    [Fact]
    public async Task A_share_nobody_uses_goes_back()
    {
        var (node, other) = (Node(), Node());
        await TakeAsync(node, Requests, 1_000);
        await node.FlushAsync(isTick: true);
        (await LeftAsync(other, Requests, 1_000)).ShouldBe(989, "its share is still fresh");
        await node.FlushAsync(isTick: true);
        (await LeftAsync(other, Requests, 1_000)).ShouldBe(999);
    }

    [Fact]
    public async Task A_node_that_ends_gives_its_share_back_at_once()
    {
        var (node, other) = (Node(), Node());
        await TakeAsync(node, Requests, 1_000);
        await node.GiveBackAsync();
        (await LeftAsync(other, Requests, 1_000)).ShouldBe(999);
    }

    [Fact]
    public async Task Stores_tell_how_they_stand()
    {
        var node = Node();
        node.Stores.Select(store => (store.IsUp, store.Age)).ShouldBe([(false, null), (false, null)]);
        await node.BeatAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(3));
        node.Stores.Select(store => (store.IsUp, store.Age)).ShouldBe([(true, TimeSpan.FromSeconds(3)), (true, TimeSpan.FromSeconds(3))]);
        _first.IsAway = true;
        await node.BeatAsync(default);
        node.Stores.Select(store => (store.IsUp, store.Age)).ShouldBe([(false, TimeSpan.FromSeconds(3)), (true, TimeSpan.Zero)]);
        _first.IsAway = false;
        (await TakeAsync(node, Requests, 10)).ShouldBeTrue();
        node.Stores.First().IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task Tokens_that_were_not_used_are_there_for_the_next_and_told_to_the_store()
    {
        var (node, other) = (Node(), Node());
        CounterLine[] lines = [new() { Key = Tokens, Limit = 6_000, Need = 5_000 }];
        (await node.TakeAsync(lines, default)).ShouldBeTrue();
        node.Book(lines[0], -4_900);
        (await LeftAsync(other, Tokens, 6_000)).ShouldBeLessThanOrEqualTo(1_000);
        await node.FlushAsync(isTick: true);
        await node.FlushAsync(isTick: true);
        (await LeftAsync(other, Tokens, 6_000)).ShouldBe(5_900);
    }

    [Fact]
    public async Task Tokens_used_beyond_the_estimate_are_owed()
    {
        var (node, other) = (Node(), Node());
        CounterLine[] lines = [new() { Key = Tokens, Limit = 6_000, Need = 10 }];
        (await node.TakeAsync(lines, default)).ShouldBeTrue();
        node.Book(lines[0], 5_000);
        await node.FlushAsync(isTick: false);
        (await LeftAsync(other, Tokens, 6_000)).ShouldBeInRange(989, 990);
    }

    [Fact]
    public async Task Tokens_told_after_a_store_was_away_are_as_many_as_were_used()
    {
        var (node, other) = (Node(), Node());
        (_first.IsAway, _second.IsAway) = (true, true);
        CounterLine[] lines = [new() { Key = Tokens, Limit = 6_000_000, Need = 10 }];
        (await node.TakeAsync(lines, default)).ShouldBeTrue();
        lines[0].IsAway.ShouldBeTrue();

        // Ten of so many are paid off at once, and forgotten before the answer is at its end.
        _clock.Advance(TimeSpan.FromSeconds(1));
        await node.FlushAsync(isTick: true);
        node.Book(lines[0], 11);
        (await TakeAsync(node, Tokens, 6_000_000, need: 10)).ShouldBeTrue("eleven more are nothing");

        (_first.IsAway, _second.IsAway) = (false, false);
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await TakeAsync(node, Tokens, 6_000_000, need: 10)).ShouldBeTrue();
        (await LeftAsync(other, Tokens, 6_000_000)).ShouldBeGreaterThan(5_900_000);
    }

    [Fact]
    public async Task A_slow_store_is_waited_for_five_times_and_then_left_alone_for_five_seconds()
    {
        var node = Node();
        _first.IsSlow = true;
        for (var i = 0; i < 5; i++)
        {
            var taking = TakeAsync(node, Requests, 50);
            await _clock.ArmedAsync();
            taking.IsCompleted.ShouldBeFalse();
            _clock.Advance(TimeSpan.FromMilliseconds(20));
            (await taking).ShouldBeTrue("the second store answers");
        }

        _first.Asked.ShouldBe(5);
        (await TakeAsync(node, Requests, 50)).ShouldBeTrue();
        _first.Asked.ShouldBe(5, "it is left alone");
        _second.Asked.ShouldBeGreaterThan(0);
        _first.Wake();
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await TakeAsync(node, Requests, 50, need: 20)).ShouldBeTrue();
        _first.Asked.ShouldBe(6, "one call tries it");
        (await TakeAsync(node, Requests, 50, need: 20)).ShouldBeTrue();
        _first.Asked.ShouldBe(7, "and it is back");
    }

    [Fact]
    public async Task While_one_call_tries_a_store_the_others_do_not_wait_for_it()
    {
        var node = Node();
        _first.IsAway = true;
        for (var i = 0; i < 5; i++)
        {
            await TakeAsync(node, Requests, 1_000, need: 100);
        }

        (_first.IsAway, _first.IsSlow) = (false, true);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var trying = TakeAsync(node, Requests, 1_000, need: 50);
        (await TakeAsync(node, Requests, 1_000, need: 60)).ShouldBeTrue();
        trying.IsCompleted.ShouldBeFalse();
        _first.Wake();
        (await trying).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_any_store_a_node_has_its_part_of_what_was_left()
    {
        var node = Node();
        _first.Nodes = 4;
        await node.BeatAsync(default);
        for (var i = 0; i < 20; i++)
        {
            (await TakeAsync(node, Requests, 40)).ShouldBeTrue();
        }

        (_first.IsAway, _second.IsAway) = (true, true);
        var taken = 0;
        for (var i = 0; i < 40; i++)
        {
            taken += await TakeAsync(node, Requests, 40) ? 1 : 0;
        }

        taken.ShouldBe(5, "half of the bucket was left, and a quarter of it is this node's");
        _clock.Advance(TimeSpan.FromSeconds(6));
        (await TakeAsync(node, Requests, 40)).ShouldBeTrue("it refills at a quarter of the rate, ten a minute");
        (await TakeAsync(node, Requests, 40)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_store_that_comes_back_learns_what_was_used_without_it()
    {
        var (node, other) = (Node(), Node());
        (_first.IsAway, _second.IsAway) = (true, true);
        for (var i = 0; i < 30; i++)
        {
            (await TakeAsync(node, Requests, 40)).ShouldBeTrue();
        }

        (_first.IsAway, _second.IsAway) = (false, false);
        _clock.Advance(TimeSpan.FromSeconds(6));
        (await TakeAsync(node, Requests, 40)).ShouldBeTrue();
        (await LeftAsync(other, Requests, 40)).ShouldBe(13, "30 used, 4 refilled, one more used");
    }

    [Fact]
    public async Task A_long_outage_is_not_held_against_anybody()
    {
        var node = Node();
        (_first.IsAway, _second.IsAway) = (true, true);
        for (var i = 0; i < 600; i++)
        {
            await TakeAsync(node, Requests, 60);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        (_first.IsAway, _second.IsAway) = (false, false);
        _clock.Advance(TimeSpan.FromSeconds(61));
        (await LeftAsync(node, Requests, 60)).ShouldBe(60);
    }

    [Fact]
    public async Task While_one_call_tries_a_store_that_was_away_the_others_have_no_second_part()
    {
        var node = Node();
        (_first.IsAway, _second.IsAway) = (true, true);
        for (var i = 0; i < 20; i++)
        {
            (await TakeAsync(node, Requests, 20)).ShouldBeTrue();
        }

        (_first.IsAway, _first.IsSlow) = (false, true);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var trial = TakeAsync(node, Requests, 20);
        await _clock.ArmedAsync();
        trial.IsCompleted.ShouldBeFalse("it waits for the store, which is being told of the twenty");
        var more = 0;
        for (var i = 0; i < 20; i++)
        {
            more += await TakeAsync(node, Requests, 20) ? 1 : 0;
        }

        more.ShouldBeLessThanOrEqualTo(1, "five seconds give back one");
        _first.Wake();
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

        _first.Forget();
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
        _first.IsSlow = true;
        var taking = node.TakeAsync(lines, default).AsTask();
        await _clock.ArmedAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        (await taking).ShouldBeTrue("the second store grants it");
        _first.Wake();
        await AnsweredAsync(_first, 1);
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
        (_first.IsSlow, _second.IsSlow) = (true, true);
        var taking = TakeAsync(node, Tokens, 6_000, need: 5_500);
        await PassAsync(taking);
        _first.Wake();
        await AnsweredAsync(_first, 2);
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
        (_first.IsAway, _second.IsAway) = (true, true);
        await node.FlushAsync(isTick: true);
        (_first.IsAway, _second.IsAway) = (false, false);
        await node.FlushAsync(isTick: true);
        (await LeftAsync(other, Tokens, 6_000)).ShouldBeInRange(2_840, 2_900);
    }

    [Fact]
    public async Task A_sign_of_life_says_what_is_held_and_what_is_being_asked()
    {
        var node = Node();
        (await TakeAsync(node, AtOnce, 5)).ShouldBeTrue();
        await node.BeatAsync(default);
        _second.Held.ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.Floor.ShouldBe(1), line => line.Need.ShouldBe(0));
        _first.IsSlow = true;
        var taking = TakeAsync(node, AtOnce, 5);
        await node.BeatAsync(default);
        _second.Held.ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.Floor.ShouldBe(1), line => line.Need.ShouldBe(1));
        _first.Wake();
        (await taking).ShouldBeTrue();
        await node.BeatAsync(default);
        _second.Held.ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.Floor.ShouldBe(2), line => line.Need.ShouldBe(0));
    }

    [Fact]
    public async Task A_store_that_fails_in_a_way_of_its_own_is_a_store_that_is_away()
    {
        var node = Node();
        _first.Fails = new InvalidOperationException("The pool is gone.");
        (await TakeAsync(node, Requests, 50)).ShouldBeTrue();
        await node.BeatAsync(default);
        _second.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Requests_at_once_are_told_to_the_store_when_they_end()
    {
        var (node, other) = (Node(), Node());
        CounterLine[] lines = [new() { Key = AtOnce, Limit = 1, Need = 1 }];
        (await node.TakeAsync(lines, default)).ShouldBeTrue();
        (await TakeAsync(other, AtOnce, 1)).ShouldBeFalse();
        node.Book(lines[0], -1);
        await TillAsync(() => TakeAsync(other, AtOnce, 1));
    }

    /// <summary>Waits until a store has made so many decisions; the clock stands.</summary>
    private static async Task AnsweredAsync(StagedCounters store, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (store.Answered < count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Waits until it holds; a refusal that is believed for a moment is forgotten meanwhile.</summary>
    private async Task TillAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }

    /// <summary>Lets the patience with one store after the other run out.</summary>
    private async Task PassAsync(Task<bool> taking)
    {
        for (var i = 0; i < 2; i++)
        {
            await _clock.ArmedAsync();
            _clock.Advance(TimeSpan.FromMilliseconds(20));
        }

        await taking;
    }

    private static Task<bool> TakeAsync(SharedBuckets node, BucketKey key, long limit, long need = 1) =>
        node.TakeAsync([new() { Key = key, Limit = limit, Need = need }], default).AsTask();

    private static async Task<long> LeftAsync(SharedBuckets node, BucketKey key, long limit)
    {
        CounterLine[] lines = [new() { Key = key, Limit = limit }];
        await node.ReadAsync(lines, default);
        return Window.Left(lines[0].Level, limit);
    }

    private SharedBuckets Node() => new([new StoreGuard(_first, _clock, NullLogger.Instance), new StoreGuard(_second, _clock, NullLogger.Instance)], _clock);
}
