using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Limits;

/// <summary>How nodes share buckets while their stores are there.</summary>
public sealed class SharedBucketsTests : SharedBucketsBench
{
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
        First.Asked.ShouldBeLessThan(400);
        Second.Asked.ShouldBe(0);
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
            var exchange = new TestExchange(Clock) { Limits = policy }.Build();
            (await limiter.AdmitAsync(exchange, default)).ShouldBeNull();
            (await limiter.ReserveAsync(exchange, new Claim(0, 4_200), default)).ShouldBeNull();
            await limiter.SettleAsync(exchange, new Claim(0, 300));
        }

        First.Asked.ShouldBeLessThanOrEqualTo(most);
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
        First.IsSlow = true;
        var burst = Enumerable.Range(0, 60).Select(_ => TakeAsync(node, Requests, 10)).ToArray();
        First.Asked.ShouldBe(4);
        First.Wake();
        (await Task.WhenAll(burst)).Count(one => one).ShouldBe(10);
        First.Asked.ShouldBeInRange(11, 10 + 4);
        var asked = First.Asked;
        (await TakeAsync(node, Requests, 10)).ShouldBeFalse();
        First.Asked.ShouldBe(asked);
        Clock.Advance(TimeSpan.FromMilliseconds(50));
        (await TakeAsync(node, Requests, 10)).ShouldBeFalse();
        First.Asked.ShouldBe(asked + 1);
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
    public async Task A_sign_of_life_says_what_is_held_and_what_is_being_asked()
    {
        var node = Node();
        (await TakeAsync(node, AtOnce, 5)).ShouldBeTrue();
        await node.BeatAsync(default);
        Second.Held.ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.Floor.ShouldBe(1), line => line.Need.ShouldBe(0));
        First.IsSlow = true;
        var taking = TakeAsync(node, AtOnce, 5);
        await node.BeatAsync(default);
        Second.Held.ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.Floor.ShouldBe(1), line => line.Need.ShouldBe(1));
        First.Wake();
        (await taking).ShouldBeTrue();
        await node.BeatAsync(default);
        Second.Held.ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.Floor.ShouldBe(2), line => line.Need.ShouldBe(0));
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
}
