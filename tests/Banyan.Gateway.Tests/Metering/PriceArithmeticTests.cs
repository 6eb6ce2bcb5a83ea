using System.Numerics;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Tests.Metering;

public sealed class PriceArithmeticTests
{
    private static readonly PriceRow Full = new()
    {
        Id = "full",
        PerMillion = new TokenPrices
        {
            Input = 3m,
            CachedInput = 0.3m,
            CacheWrite5m = 3.75m,
            CacheWrite1h = 6m,
            Output = 15m,
            Reasoning = 20m,
            AudioInput = 40m,
            AudioOutput = 80m,
        },
        Tiers = [new PriceTier(200_000, new TokenPrices { Input = 6m, Output = 22.5m })],
        ServiceTiers = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase) { ["flex"] = 0.5m, ["priority"] = 1.75m },
        BatchFactor = 0.25m,
    };

    private static readonly PriceRow Bare = new() { Id = "bare", PerMillion = new TokenPrices { Input = 3m, Output = 15m } };

    public static TheoryData<string, TokenUsage, long> Vectors => new()
    {
        { "uncached", new() { Uncached = 1_000 }, 3_000_000 },
        { "read", new() { CacheRead = 1_000 }, 300_000 },
        { "write 5m", new() { CacheWrite5m = 1_000 }, 3_750_000 },
        { "write 1h", new() { CacheWrite1h = 1_000 }, 6_000_000 },
        { "output", new() { Output = 1_000 }, 15_000_000 },
        { "reasoning", new() { Reasoning = 1_000 }, 20_000_000 },
        { "audio in", new() { AudioIn = 1_000 }, 40_000_000 },
        { "audio out", new() { AudioOut = 1_000 }, 80_000_000 },
        { "one token", new() { CacheRead = 1 }, 300 },
        { "all", new() { Uncached = 10, CacheRead = 20, CacheWrite5m = 30, CacheWrite1h = 40, Output = 50, Reasoning = 60, AudioIn = 70, AudioOut = 80 }, 11_538_500 },
        { "tier edge", new() { Uncached = 200_000 }, 600_000_000 },
        { "above tier", new() { Uncached = 200_001, Output = 100 }, 1_202_256_000 },
        { "tier by whole prompt", new() { Uncached = 1, CacheRead = 200_000 }, 60_006_000 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_counter_is_charged_at_its_own_price(string name, TokenUsage usage, long nanoUsd) =>
        PriceArithmetic.Price(usage, Full)!.Value.Total.ShouldBe(nanoUsd, name);

    [Fact]
    public void A_missing_price_falls_back_to_input_or_output()
    {
        var usage = new TokenUsage { Uncached = 1, CacheRead = 1, CacheWrite5m = 1, CacheWrite1h = 1, AudioIn = 1, Output = 1, Reasoning = 1, AudioOut = 1 };
        PriceArithmetic.Price(usage, Bare)!.Value.Total.ShouldBe((5 * 3_000) + (3 * 15_000));
    }

    [Fact]
    public void Tokens_without_any_price_make_the_cost_unknown_and_never_zero()
    {
        var inputOnly = new PriceRow { Id = "embed", PerMillion = new TokenPrices { Input = 0.02m } };
        PriceArithmetic.Price(new TokenUsage { Uncached = 1 }, inputOnly)!.Value.Total.ShouldBe(20);
        PriceArithmetic.Price(new TokenUsage { Uncached = 1, Output = 1 }, inputOnly).ShouldBeNull();
    }

    [Theory]
    [InlineData("flex", 1_500)]
    [InlineData("PRIORITY", 5_250)]
    [InlineData("unheard-of", 3_000)]
    [InlineData("batch", 750)]
    [InlineData("Batch", 750)]
    [InlineData(null, 3_000)]
    public void The_service_tier_multiplies_what_tokens_cost(string? tier, long nanoUsd) =>
        PriceArithmetic.Price(new TokenUsage { Uncached = 1 }, Full, tier)!.Value.Total.ShouldBe(nanoUsd);

    [Fact]
    public void A_row_that_names_the_tier_batch_says_itself_what_it_costs()
    {
        var named = Full with { ServiceTiers = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase) { ["batch"] = 2m } };
        PriceArithmetic.Price(new TokenUsage { Uncached = 1 }, named, "batch")!.Value.Total.ShouldBe(6_000);
    }

    [Fact]
    public void A_price_per_request_comes_on_top_and_no_factor_touches_it()
    {
        var price = Full with { PerRequestUsd = 0.005m };
        PriceArithmetic.Price(new TokenUsage { Uncached = 1 }, price, "batch")!.Value.Total.ShouldBe(5_000_750);
    }

    [Fact]
    public void A_free_model_costs_nothing_whatever_else_the_row_says() =>
        PriceArithmetic.Price(new TokenUsage { Output = 1_000_000 }, Full with { IsFree = true, PerRequestUsd = 1 })!.Value.Total.ShouldBe(0);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 2)]
    [InlineData(5, 2)]
    [InlineData(7, 4)]
    public void Half_a_nano_dollar_is_rounded_to_the_even_side_once(int tokens, long nanoUsd)
    {
        var half = new PriceRow { Id = "half", PerMillion = new TokenPrices { Input = 0.0005m } };
        PriceArithmetic.Price(new TokenUsage { Uncached = tokens }, half)!.Value.Total.ShouldBe(nanoUsd);
    }

    [Fact]
    public void The_sum_of_the_parts_is_the_total_and_equals_whole_number_arithmetic()
    {
        var random = new Random(7041);
        for (var round = 0; round < 2_000; round++)
        {
            long Tokens() => random.Next(3) == 0 ? 0 : random.NextInt64(1, 150_000);
            var usage = new TokenUsage
            {
                Uncached = Tokens(),
                CacheRead = Tokens(),
                CacheWrite5m = Tokens(),
                CacheWrite1h = Tokens(),
                Output = Tokens(),
                Reasoning = Tokens(),
                AudioIn = Tokens(),
                AudioOut = Tokens(),
            };
            var row = Full with { Tiers = [] };
            var parts = PriceArithmetic.Price(usage, row)!.Value;

            var alone = PriceArithmetic.Price(new TokenUsage { Uncached = usage.Uncached, CacheRead = usage.CacheRead, CacheWrite5m = usage.CacheWrite5m }, row)!.Value;
            var rest = PriceArithmetic.Price(usage with { Uncached = 0, CacheRead = 0, CacheWrite5m = 0 }, row)!.Value;
            (alone.Sum + rest.Sum).ShouldBe(parts.Sum);

            var exact = (new BigInteger(usage.Uncached) * 3_000) + (usage.CacheRead * 300) + (usage.CacheWrite5m * 3_750) + (usage.CacheWrite1h * 6_000)
                + (usage.Output * 15_000) + (usage.Reasoning * 20_000) + (usage.AudioIn * 40_000) + (usage.AudioOut * 80_000);
            new BigInteger(parts.Total).ShouldBe(exact);
        }
    }
}
