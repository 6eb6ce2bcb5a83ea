using Banyan.Gateway.Spine;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Metering;

/// <summary>What the tokens of an attempt cost under a price row, in exact decimals until the one rounding of <see cref="CostParts.Total"/>.</summary>
internal static class PriceArithmetic
{
    // One USD per million tokens is 1,000 nano-USD a token.
    private const decimal NanoUsdPerTokenAtOneUsd = 1_000m;
    private const decimal NanoUsdPerUsd = 1_000_000_000m;

    /// <summary>Prices every counter. A service tier the row does not name changes nothing, but <c>batch</c>, which has a factor of its own.</summary>
    /// <returns>The parts; null when tokens were used that neither have a price nor fall back to one: the cost is then unknown, not zero.</returns>
    public static CostParts? Price(TokenUsage usage, PriceRow price, string? serviceTier = null)
    {
        if (price.IsFree)
        {
            return default(CostParts);
        }

        var (row, tier) = (price.PerMillion, TierOf(usage.Prompt, price.Tiers));
        var input = tier?.Input ?? row.Input;
        var output = tier?.Output ?? row.Output;
        var factor = NanoUsdPerTokenAtOneUsd * TierFactor(price, serviceTier);
        var isKnown = true;
        var parts = new CostParts(
            Cost(usage.Uncached, input, factor, ref isKnown),
            Cost(usage.CacheRead, tier?.CachedInput ?? row.CachedInput ?? input, factor, ref isKnown),
            Cost(usage.CacheWrite5m, tier?.CacheWrite5m ?? row.CacheWrite5m ?? input, factor, ref isKnown),
            Cost(usage.CacheWrite1h, tier?.CacheWrite1h ?? row.CacheWrite1h ?? input, factor, ref isKnown),
            Cost(usage.AudioIn, tier?.AudioInput ?? row.AudioInput ?? input, factor, ref isKnown),
            Cost(usage.Output, output, factor, ref isKnown),
            Cost(usage.Reasoning, tier?.Reasoning ?? row.Reasoning ?? output, factor, ref isKnown),
            Cost(usage.AudioOut, tier?.AudioOutput ?? row.AudioOutput ?? output, factor, ref isKnown),
            price.PerRequestUsd * NanoUsdPerUsd);
        return isKnown ? parts : null;
    }

    private static decimal Cost(long tokens, decimal? usdPerMillion, decimal factor, ref bool isKnown)
    {
        isKnown &= tokens == 0 || usdPerMillion is not null;
        return tokens * (usdPerMillion ?? 0) * factor;
    }

    private static decimal TierFactor(PriceRow price, string? serviceTier) =>
        serviceTier is null ? 1
        : price.ServiceTiers.TryGetValue(serviceTier, out var factor) ? factor
        : string.Equals(serviceTier, "batch", StringComparison.OrdinalIgnoreCase) ? price.BatchFactor : 1;

    /// <summary>The highest tier whose bound the whole prompt exceeds; null below all of them.</summary>
    private static TokenPrices? TierOf(long prompt, IReadOnlyList<PriceTier> tiers)
    {
        for (var i = tiers.Count - 1; i >= 0; i--)
        {
            if (prompt > tiers[i].AboveTokens)
            {
                return tiers[i].PerMillion;
            }
        }

        return null;
    }
}
