using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Tests.Metering;

public sealed class AttemptMeterTests
{
    private static readonly PriceRow Price = new() { Id = "lab-1", PerMillion = new TokenPrices { Input = 1m, Output = 3m }, PerRequestUsd = 0.001m };

    private readonly FakeClock _clock = new();
    private readonly MemorySpool _spool = new();

    private AttemptMeter Meter => new(_spool, _clock);

    [Fact]
    public void A_begun_attempt_is_noted_at_its_input_estimate_as_lost()
    {
        var (exchange, attempt) = Begun(Price);
        var row = _spool.Begun.ShouldHaveSingleItem();
        row.Outcome.ShouldBe(Outcome.Lost);
        row.Id.ShouldBe(attempt.Id);
        row.RequestId.ShouldBe(exchange.Id.Value);
        row.Usage.ShouldBe(new TokenUsage { Uncached = 103 });
        row.IsEstimated.ShouldBeTrue();
        row.CostNanoUsd.ShouldBe(103_000 + 1_000_000);
        row.PriceId.ShouldBe("lab-1");
    }

    [Fact]
    public void What_cannot_be_written_down_is_not_sent()
    {
        _spool.IsFull = true;
        var test = new TestExchange(_clock);
        var exchange = test.Build();
        var failure = Meter.Begin(exchange, test.Try(exchange)).ShouldNotBeNull();
        failure.Kind.ShouldBe(FailureKind.Busy);
        failure.Code.ShouldBe("dependency_unavailable");
        failure.HttpStatus.ShouldBe(503);
        failure.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public void Reported_usage_is_charged_at_the_price_in_force_when_the_attempt_began()
    {
        var early = Price with { Id = "early" };
        var late = Price with { Id = "late", ValidFrom = _clock.GetUtcNow().AddSeconds(1), PerMillion = new TokenPrices { Input = 9m, Output = 9m } };
        var test = new TestExchange(_clock) { Model = TestExchange.SmallModel() with { Prices = [early, late] } };
        var exchange = test.Build();
        var attempt = test.Try(exchange);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var row = Ended(exchange, attempt, new ReportedUsage { Input = 100, Output = 10 });
        row.PriceId.ShouldBe("early");
        row.CostNanoUsd.ShouldBe((100 * 1_000) + (10 * 3_000) + 1_000_000);
        row.IsEstimated.ShouldBeFalse();
        row.LatencyMs.ShouldBe(5_000);
        attempt.Charge.ShouldBe(new Charge(row.Usage, false, row.CostNanoUsd, "early"));
    }

    [Fact]
    [Trait("Attack", "52")]
    public void Unreported_usage_is_estimated_from_the_ask_and_the_text_received()
    {
        var (exchange, attempt) = Begun(Price);
        attempt.Observe(new FrameMeaning(FrameTraits.Content, TextBytes: 41), _clock);
        var row = Ended(exchange, attempt);
        row.Usage.ShouldBe(new TokenUsage { Uncached = 103, Output = 11 });
        row.IsEstimated.ShouldBeTrue();
    }

    [Fact]
    public void A_count_told_at_the_start_does_not_stand_for_the_text_that_came_before_a_cut()
    {
        var (exchange, attempt) = Begun(Price);
        attempt.Observe(new FrameMeaning(FrameTraits.Preamble | FrameTraits.Usage, new ReportedUsage { Input = 50, Output = 1, InputExcludesCache = true }), _clock);
        attempt.Observe(new FrameMeaning(FrameTraits.Content, TextBytes: 40), _clock);
        var row = Ended(exchange, attempt);
        row.Usage.ShouldBe(new TokenUsage { Uncached = 50, Output = 10 });
        row.IsEstimated.ShouldBeTrue();
    }

    [Fact]
    public void An_attempt_that_was_never_sent_costs_nothing()
    {
        var (exchange, attempt) = Begun(Price);
        attempt.WasSent = false;
        var row = Ended(exchange, attempt);
        row.Usage.ShouldBe(TokenUsage.Zero);
        row.CostNanoUsd.ShouldBe(0);
        row.IsEstimated.ShouldBeFalse();
    }

    [Fact]
    public void A_request_the_provider_refused_is_billed_no_tokens()
    {
        var (exchange, attempt) = Begun(Price with { PerRequestUsd = 0 });
        attempt.HttpStatus = 429;
        Ended(exchange, attempt).CostNanoUsd.ShouldBe(0);
    }

    public static TheoryData<string, ReportedUsage> Absurd => new()
    {
        { "negative input", new() { Input = -5, Output = 7 } },
        { "negative reasoning", new() { Input = 5, Output = 7, Reasoning = -1 } },
        { "ten windows", new() { Input = 10_001, Output = 0 } },
    };

    [Theory]
    [Trait("Attack", "52")]
    [MemberData(nameof(Absurd))]
    public void Absurd_usage_is_replaced_by_the_estimate_and_flagged(string why, ReportedUsage reported)
    {
        var (exchange, attempt) = Begun(Price);
        attempt.Observe(new FrameMeaning(FrameTraits.Content, TextBytes: 8), _clock);
        var row = Ended(exchange, attempt, reported);
        row.Usage.ShouldBe(new TokenUsage { Uncached = 103, Output = 2, IsFlagged = true }, why);
        row.IsEstimated.ShouldBeTrue();
    }

    [Fact]
    public void A_repaired_contradiction_is_believed_and_flagged()
    {
        var (exchange, attempt) = Begun(Price);
        var row = Ended(exchange, attempt, new ReportedUsage { Input = 10, CacheRead = 12, Output = 3 });
        row.Usage.ShouldBe(new TokenUsage { CacheRead = 12, Output = 3, IsFlagged = true });
        row.IsEstimated.ShouldBeFalse();
    }

    [Fact]
    public void Hidden_reasoning_is_charged_where_the_quirk_says_so()
    {
        var test = new TestExchange(_clock) { Model = TestExchange.SmallModel(Price, 1_000, ("totalGap", "reasoning")) };
        var exchange = test.Build();
        var row = Ended(exchange, test.Try(exchange), new ReportedUsage { Input = 7, Output = 12, Total = 402 });
        row.Usage.ShouldBe(new TokenUsage { Uncached = 7, Output = 12, Reasoning = 383 });
    }

    [Fact]
    public void A_model_without_a_price_has_a_row_whose_cost_is_unknown()
    {
        var (exchange, attempt) = Begun(null);
        var row = Ended(exchange, attempt, new ReportedUsage { Input = 1, Output = 1 });
        row.CostNanoUsd.ShouldBeNull();
        row.PriceId.ShouldBeNull();
    }

    [Fact]
    public void The_billed_service_tier_sets_the_price()
    {
        var flex = Price with { PerRequestUsd = 0, ServiceTiers = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["flex"] = 0.5m } };
        var (exchange, attempt) = Begun(flex);
        Ended(exchange, attempt, new ReportedUsage { Input = 100, Output = 0, ServiceTier = "flex" }).CostNanoUsd.ShouldBe(50_000);
    }

    [Theory]
    [InlineData("batch", 50_000)]
    [InlineData("standard", 100_000)]
    public void What_the_provider_billed_as_batch_costs_the_rows_batch_factor(string tier, long nanoUsd)
    {
        var (exchange, attempt) = Begun(Price with { PerRequestUsd = 0, BatchFactor = 0.5m });
        Ended(exchange, attempt, new ReportedUsage { Input = 100, Output = 0, ServiceTier = tier }).CostNanoUsd.ShouldBe(nanoUsd);
    }

    [Fact]
    public void The_first_content_is_timed_from_the_attempts_start()
    {
        var (exchange, attempt) = Begun(Price);
        _clock.Advance(TimeSpan.FromMilliseconds(120));
        attempt.Observe(new FrameMeaning(FrameTraits.Content, TextBytes: 1), _clock);
        _clock.Advance(TimeSpan.FromMilliseconds(80));
        var row = Ended(exchange, attempt);
        row.TtftMs.ShouldBe(120);
        row.LatencyMs.ShouldBe(200);
    }

    private (Exchange Exchange, Attempt Attempt) Begun(PriceRow? price)
    {
        var test = new TestExchange(_clock) { Model = TestExchange.SmallModel(price) };
        var exchange = test.Build();
        var attempt = test.Try(exchange);
        Meter.Begin(exchange, attempt).ShouldBeNull();
        return (exchange, attempt);
    }

    private UsageRow Ended(Exchange exchange, Attempt attempt, ReportedUsage? reported = null)
    {
        if (reported is not null)
        {
            attempt.Observe(new FrameMeaning(FrameTraits.Usage, reported), _clock);
        }

        attempt.Outcome = Outcome.Succeeded;
        Meter.End(exchange, attempt);
        return _spool.Ended.ShouldHaveSingleItem();
    }
}
