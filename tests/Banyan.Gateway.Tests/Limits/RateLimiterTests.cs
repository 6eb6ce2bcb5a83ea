using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;

namespace Banyan.Gateway.Tests.Limits;

public sealed class RateLimiterTests
{
    [Fact]
    public async Task The_eleventh_of_ten_a_minute_is_refused_with_scope_unit_and_the_second_it_will_fit()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy { PerService = new RateBounds(10) });
        (await bench.AdmittedAsync(10, _ => bench.Exchange())).ShouldBe(10);
        bench.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var exchange = bench.Exchange();
        var failure = (await bench.AdmitAsync(exchange)).ShouldNotBeNull();
        (failure.Code, failure.HttpStatus, failure.Recovery).ShouldBe(("rate_limit_exceeded", 429, Recovery.Stop));
        failure.Message.ShouldBe("The rate limit of 10 requests per minute for the service 'billing' (scope service) is used up; ask again in 6 s.");
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(6));
        exchange.Limits!.Requests.ShouldBe(new RateStanding(10, 0, TimeSpan.FromSeconds(59.5)));
        bench.Clock.Advance(TimeSpan.FromSeconds(6));
        (await bench.AdmitAsync(bench.Exchange())).ShouldBeNull();
        bench.Tally.Counts.ShouldBe([(LimitScope.Service, LimitUnit.Requests, false, 1)]);
    }

    [Fact]
    public async Task Each_scope_has_buckets_of_its_own()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy
        {
            Global = new RateBounds(20),
            PerService = new RateBounds(10),
            PerUser = new RateBounds(4),
            PerFeature = new RateBounds(6),
            PerKey = new RateBounds(8),
        });
        (await bench.AdmittedAsync(9, _ => bench.Exchange(user: "ada", feature: "search"))).ShouldBe(4, "of a user");
        (await bench.AdmittedAsync(9, i => bench.Exchange(user: $"u{i}", feature: "search"))).ShouldBe(2, "of a feature");
        (await bench.AdmittedAsync(9, i => bench.Exchange(feature: $"f{i}"))).ShouldBe(2, "of a key");
        (await bench.AdmittedAsync(9, i => bench.Exchange(key: $"k{i}"))).ShouldBe(2, "of a service, whichever of its keys asks");
        (await bench.AdmittedAsync(19, i => bench.Exchange(service: $"s{i}", key: $"k{i}"))).ShouldBe(10, "of everybody");
        (await bench.AdmittedAsync(1, _ => bench.Exchange(tenant: "other", service: "x", key: "x"))).ShouldBe(1, "another tenant's everybody are others");
    }

    [Fact]
    public async Task Writing_a_name_otherwise_wins_nothing()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy { PerUser = new RateBounds(4), PerFeature = new RateBounds(100) });
        string[] spellings = ["ada", "Ada", "ADA", "aDa"];
        (await bench.AdmittedAsync(12, i => bench.Exchange(user: spellings[i % 4]))).ShouldBe(4);
    }

    [Fact]
    public async Task A_row_stands_before_the_configuration_its_own_before_the_one_for_each()
    {
        var bench = await LimitBench.StartAsync(
            new LimitPolicy { PerService = new RateBounds(3) },
            LimitBench.Row(LimitScope.Service, "*", new RateBounds(5)),
            LimitBench.Row(LimitScope.Service, "billing", new RateBounds(7)),
            LimitBench.Row(LimitScope.Service, "free", RateBounds.None, LimitMode.Off));
        (await bench.AdmittedAsync(20, _ => bench.Exchange())).ShouldBe(7);
        (await bench.AdmittedAsync(20, _ => bench.Exchange(service: "search"))).ShouldBe(5);
        (await bench.AdmittedAsync(20, _ => bench.Exchange(service: "free"))).ShouldBe(20);
        (await bench.AdmittedAsync(20, _ => bench.Exchange(tenant: "other"))).ShouldBe(3);
    }

    [Fact]
    public async Task Shadow_counts_and_refuses_nothing()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy { IsShadow = true, PerService = new RateBounds(3) });
        (await bench.AdmittedAsync(10, _ => bench.Exchange())).ShouldBe(10);
        bench.Tally.Counts.ShouldBe([(LimitScope.Service, LimitUnit.Requests, true, 7)]);
    }

    [Fact]
    public async Task Switched_off_nothing_is_counted()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy { PerService = new RateBounds(1) });
        var exchange = new TestExchange(bench.Clock) { Limits = bench.Policy with { IsEnabled = false } }.Build();
        (await bench.AdmitAsync(exchange)).ShouldBeNull();
        exchange.Limits.ShouldBeNull();
        bench.Buckets.Used().ShouldBeEmpty();
    }

    [Fact]
    public async Task In_direct_mode_nothing_is_limited()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy { PerService = new RateBounds(1) });
        (await bench.AdmittedAsync(5, _ =>
        {
            var exchange = bench.Exchange();
            exchange.IsDirect = true;
            return exchange;
        })).ShouldBe(5);
        bench.Buckets.Used().ShouldBeEmpty();
    }

    [Fact]
    public async Task Requests_at_once_are_given_back_when_they_end()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy { PerService = new RateBounds(Concurrent: 2) });
        Exchange[] two = [bench.Exchange(), bench.Exchange()];
        (await bench.AdmitAsync(two[0])).ShouldBeNull();
        (await bench.AdmitAsync(two[1])).ShouldBeNull();
        var third = bench.Exchange();
        var failure = (await bench.AdmitAsync(third)).ShouldNotBeNull();
        failure.Message.ShouldBe("The rate limit of 2 requests at once for the service 'billing' (scope service) is used up; ask again in 1 s.");
        bench.End(third);
        (await bench.AdmitAsync(bench.Exchange())).ShouldNotBeNull("one that was refused gives nothing back");
        bench.End(two[0]);
        bench.End(two[0]);
        (await bench.AdmittedAsync(2, _ => bench.Exchange())).ShouldBe(1, "what ended gives back once");
    }

    [Fact]
    public async Task Tokens_are_held_by_estimate_and_corrected_to_what_was_used()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy { PerService = new RateBounds(TokensPerMinute: 1_000) });
        var exchange = await BegunAsync(bench);
        exchange.Limits!.Tokens.ShouldBe(new RateStanding(1_000, 1_000, TimeSpan.Zero));
        (await bench.Limiter.ReserveAsync(exchange, new Claim(0, 600), default)).ShouldBeNull();
        (await bench.Limiter.ReserveAsync(exchange, new Claim(0, 600), default)).ShouldBeNull();
        exchange.Limits.Tokens!.Value.Remaining.ShouldBe(400);

        var second = await BegunAsync(bench);
        var failure = (await bench.Limiter.ReserveAsync(second, new Claim(0, 600), default)).ShouldNotBeNull();
        failure.Message.ShouldBe("The rate limit of 1000 tokens per minute for the service 'billing' (scope service) is used up; ask again in 12 s.");
        await bench.Limiter.SettleAsync(second, Claim.Nothing);

        await bench.Limiter.SettleAsync(exchange, new Claim(0, 250));
        await bench.Limiter.SettleAsync(exchange, new Claim(0, 250));
        (await BegunAsync(bench)).Limits!.Tokens!.Value.Remaining.ShouldBe(750);
    }

    [Fact]
    public async Task A_claim_that_grows_holds_the_more()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy { PerService = new RateBounds(TokensPerMinute: 1_000) });
        var exchange = await BegunAsync(bench);
        (await bench.Limiter.ReserveAsync(exchange, new Claim(0, 300), default)).ShouldBeNull();
        (await bench.Limiter.ReserveAsync(exchange, new Claim(0, 800), default)).ShouldBeNull();
        exchange.Limits!.Tokens!.Value.Remaining.ShouldBe(200);
        (await bench.Limiter.ReserveAsync(await BegunAsync(bench), new Claim(0, 300), default)).ShouldNotBeNull();
        await bench.Limiter.SettleAsync(exchange, new Claim(0, 1_700));
        (await BegunAsync(bench)).Limits!.Tokens!.Value.Remaining.ShouldBe(0);
        bench.Clock.Advance(TimeSpan.FromSeconds(45));
        (await BegunAsync(bench)).Limits!.Tokens!.Value.Remaining.ShouldBe(50, "what was used beyond is owed");
    }

    [Fact]
    public async Task An_ask_of_more_than_a_minutes_worth_needs_the_whole_of_it()
    {
        var bench = await LimitBench.StartAsync(new LimitPolicy { PerService = new RateBounds(TokensPerMinute: 1_000) });
        (await bench.Limiter.ReserveAsync(await BegunAsync(bench), new Claim(0, 128_000), default)).ShouldBeNull();
        (await bench.Limiter.ReserveAsync(await BegunAsync(bench), new Claim(0, 1), default)).ShouldNotBeNull();
    }

    private static async Task<Exchange> BegunAsync(LimitBench bench)
    {
        var exchange = bench.Exchange();
        (await bench.AdmitAsync(exchange)).ShouldBeNull();
        return exchange;
    }
}
