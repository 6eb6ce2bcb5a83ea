using Banyan.Gateway.Spine;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Metering;

/// <summary>Prices asks before they are sent, by the same arithmetic as their attempts after it.</summary>
internal sealed class Pricing : IPricing
{
    /// <inheritdoc />
    public long? Estimate(ModelEntry model, DateTimeOffset at, long inputTokens, long outputTokens, bool isProvable)
    {
        if (model.PriceAt(at) is not { } price)
        {
            return null;
        }

        var likely = Cost(new TokenUsage { Uncached = inputTokens, Output = outputTokens }, price, 1);
        if (!isProvable || likely is null)
        {
            return likely;
        }

        var factor = price.ServiceTiers.Count == 0 ? 1 : Math.Max(1, price.ServiceTiers.Values.Max());
        return new[]
        {
            Cost(new TokenUsage { Uncached = inputTokens, Output = outputTokens }, price, factor),
            Cost(new TokenUsage { CacheWrite5m = inputTokens, Reasoning = outputTokens }, price, factor),
            Cost(new TokenUsage { CacheWrite1h = inputTokens, Output = outputTokens }, price, factor),
            Cost(new TokenUsage { AudioIn = inputTokens, AudioOut = outputTokens }, price, factor),
        }.Max();
    }

    private static long? Cost(TokenUsage usage, PriceRow price, decimal factor) =>
        PriceArithmetic.Price(usage, price) is { } parts ? decimal.ToInt64(Math.Min(Math.Ceiling(parts.Sum * factor), long.MaxValue)) : null;
}
