using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;

namespace Banyan.Gateway.Tests.Limits;

public sealed class ProviderRoomTests
{
    [Fact]
    public async Task A_provider_takes_what_its_limits_allow_of_all_tenants_together()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy());
        var provider = Provider(new RateBounds(2));
        foreach (var tenant in new[] { "one", "two" })
        {
            var (place, full) = await bench.Room.EnterAsync(bench.Exchange(tenant: tenant), provider);
            place.ShouldNotBeNull();
            full.ShouldBeNull();
        }

        var (none, failure) = await bench.Room.EnterAsync(bench.Exchange(), provider);
        none.ShouldBeNull();
        failure!.Message.ShouldBe("The rate limit of 2 requests per minute for the provider 'lab' (scope provider) is used up; ask again in 30 s.");
        bench.Room.IsFull(bench.Exchange(), provider).ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromSeconds(30));
        bench.Room.IsFull(bench.Exchange(), provider).ShouldBeFalse();
    }

    [Fact]
    public async Task Attempts_at_once_and_tokens_not_used_are_given_back_once()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy());
        var provider = Provider(new RateBounds(TokensPerMinute: 1_000, Concurrent: 1));
        var (place, _) = await bench.Room.EnterAsync(bench.Exchange(), provider);
        bench.Room.IsFull(bench.Exchange(), provider).ShouldBeTrue();
        place!.Leave(100);
        place.Leave(100);
        bench.Room.IsFull(bench.Exchange(), provider).ShouldBeFalse();
        Window.Left(bench.Buckets.Peek(new BucketKey("", LimitScope.Provider, "lab", LimitUnit.Tokens)), 1_000).ShouldBe(900);
    }

    [Fact]
    public async Task A_row_bounds_its_tenants_part_and_loosens_nothing_of_the_configuration()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy(), LimitBench.Row(LimitScope.Provider, "lab", new RateBounds(1)));
        (await bench.Room.EnterAsync(bench.Exchange(), Provider(RateBounds.None))).Place.ShouldNotBeNull();
        (await bench.Room.EnterAsync(bench.Exchange(), Provider(RateBounds.None))).Full.ShouldNotBeNull();
        (await bench.Room.EnterAsync(bench.Exchange(tenant: "other"), Provider(RateBounds.None))).ShouldBe((null, null));

        bench = await LimitBench.StartAsync(new LimitPolicy(), LimitBench.Row(LimitScope.Provider, "lab", new RateBounds(1_000)));
        (await bench.Room.EnterAsync(bench.Exchange(), Provider(new RateBounds(1)))).Place.ShouldNotBeNull();
        (await bench.Room.EnterAsync(bench.Exchange(), Provider(new RateBounds(1)))).Full.ShouldNotBeNull("a tenant does not raise what holds for all of them");
    }

    [Theory]
    [InlineData("x-ratelimit-limit-requests=60 x-ratelimit-remaining-requests=0 x-ratelimit-reset-requests=1m0s")]
    [InlineData("X-RateLimit-Limit-Tokens=6000 X-RateLimit-Remaining-Tokens=50 X-RateLimit-Reset-Tokens=59.5s")]
    [InlineData("anthropic-ratelimit-requests-limit=60 anthropic-ratelimit-requests-remaining=0 anthropic-ratelimit-requests-reset=2026-11-21T12:01:00Z")]
    public async Task What_a_provider_says_of_its_own_limits_steers_until_there_is_room_again(string told)
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy());
        var model = Model(Provider(RateBounds.None));
        HasRoom(bench, model).ShouldBeTrue();
        bench.Room.Hear(model, Headers(told));
        HasRoom(bench, model).ShouldBeFalse();
        (await bench.Room.EnterAsync(bench.Exchange(), model.Provider)).ShouldBe((null, null), "it may have let more in since: it is tried where no other is left");
        bench.Clock.Advance(TimeSpan.FromSeconds(0.3));
        HasRoom(bench, model).ShouldBeFalse();
        bench.Clock.Advance(TimeSpan.FromSeconds(1.7));
        HasRoom(bench, model).ShouldBeTrue("an ask's worth came back");
    }

    [Theory]
    [InlineData("x-ratelimit-remaining-requests=0")]
    [InlineData("x-ratelimit-limit-requests=60 x-ratelimit-remaining-requests=1 x-ratelimit-reset-requests=1m0s")]
    [InlineData("x-ratelimit-limit-requests=60 x-ratelimit-remaining-requests=0 x-ratelimit-reset-requests=soon")]
    [InlineData("x-ratelimit-limit-requests=60 x-ratelimit-remaining-requests=0 x-ratelimit-reset-requests=99999999999s")]
    [InlineData("x-ratelimit-limit-requests=-1 x-ratelimit-remaining-requests=-1 x-ratelimit-reset-requests=1s")]
    [InlineData("anthropic-ratelimit-requests-limit=60 anthropic-ratelimit-requests-remaining=0 anthropic-ratelimit-requests-reset=2026-11-21T11:59:00Z")]
    [InlineData("x-ratelimit-=0 x-ratelimit-a=0 anthropic-ratelimit-=0 retry-after=9")]
    public async Task Headers_that_leave_room_or_say_nothing_usable_steer_nothing(string told)
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy());
        var model = Model(Provider(RateBounds.None));
        bench.Room.Hear(model, Headers(told));
        HasRoom(bench, model).ShouldBeTrue();
    }

    [Fact]
    public async Task With_several_keys_what_was_said_to_one_says_nothing_of_the_others()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy());
        var model = Model(Provider(RateBounds.None) with { Keys = [new ProviderKey("a", new Secret("secret-a"), 1, []), new ProviderKey("b", new Secret("secret-b"), 1, [])] });
        bench.Room.Hear(model, Headers("x-ratelimit-limit-requests=60 x-ratelimit-remaining-requests=0 x-ratelimit-reset-requests=1m0s"));
        HasRoom(bench, model).ShouldBeTrue();
    }

    private static bool HasRoom(LimitBench bench, ModelEntry model) => bench.Room.RoomOf(model).HasRoom(bench.Room.TokensOf(bench.Exchange()), bench.Clock.GetTimestamp());

    private static WireHeaders Headers(string told)
    {
        var headers = new WireHeaders();
        foreach (var header in told.Split(' '))
        {
            headers.Add(header.Split('=')[0], header.Split('=')[1]);
        }

        return headers;
    }

    private static ModelEntry Model(Provider provider) => TestExchange.SmallModel() with { Provider = provider };

    private static Provider Provider(RateBounds limits) => TestExchange.SmallModel().Provider with { Limits = limits };
}
