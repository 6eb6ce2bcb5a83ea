using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Prices of models.</summary>
internal static class PriceGraph
{
    private const decimal Million = 1_000_000;

    public static void AddTo(GraphBuilder graph) => graph.Object<PriceInForce>("ModelPrice", "What a model costs from an instant on, in USD.", type =>
    {
        type.Field("id: ID!", price => price.Row.Id, "Stable; written beside each cost made with it.");
        type.Field("validFrom: DateTime!", price => price.Row.ValidFrom, "From when it is in force.");
        type.Field("validTo: DateTime", price => price.Until, "From when on another is; null while none is known.");
        type.Field("currency: String!", _ => "USD", "Always USD.");
        type.Field("perMillion: JSON!", price => Prices(price.Row.PerMillion), "USD per million tokens as decimal strings; what is left out falls back to input or output.");
        type.Field("perRequest: Decimal", price => price.Row.PerRequestUsd == 0 ? null : price.Row.PerRequestUsd, "USD for one attempt, on top of tokens.");
        type.Field("batchFactor: Decimal", price => price.Row.BatchFactor == 1 ? null : price.Row.BatchFactor, "Factor on everything for batch asks.");
        type.Field("tiers: JSON", price => price.Row.Tiers.Count == 0 ? null : price.Row.Tiers.Select(Tier).ToList(), "Prices of long prompts.");
        type.Field("serviceTiers: JSON", price => price.Row.ServiceTiers.Count == 0 ? null : Factors(price.Row), "Factors by the provider's service tier.");
        type.Field("free: Boolean!", price => price.Row.IsFree, "Whether it is said to cost nothing.");
    });

    /// <summary>The price in force now and how long it is; null without one.</summary>
    public static PriceInForce? InForce(ModelEntry model, FieldContext context) => PriceInForce.Of(model, context.Get<TimeProvider>().GetUtcNow());

    /// <summary>The price in force now; that of a free provider's model without one of its own is free.</summary>
    public static PriceRow? Now(ModelEntry model, FieldContext context) => InForce(model, context)?.Row;

    /// <summary>USD for one token of a component; null without a price.</summary>
    public static object? PerToken(ModelEntry model, FieldContext context, Func<TokenPrices, decimal?> component) =>
        Now(model, context) is { } price ? (price.IsFree ? 0m : component(price.PerMillion) / Million) : null;

    private static Dictionary<string, object?> Prices(TokenPrices prices)
    {
        (string Name, decimal? Usd)[] rows =
        [
            ("input", prices.Input), ("cached_input", prices.CachedInput), ("cache_write_5m", prices.CacheWrite5m), ("cache_write_1h", prices.CacheWrite1h),
            ("output", prices.Output), ("reasoning", prices.Reasoning), ("audio_in", prices.AudioInput), ("audio_out", prices.AudioOutput),
        ];
        return rows.Where(row => row.Usd is not null).ToDictionary(row => row.Name, row => (object?)Text(row.Usd!.Value), StringComparer.Ordinal);
    }

    private static Dictionary<string, object?> Tier(PriceTier tier) =>
        new(StringComparer.Ordinal) { ["aboveTokens"] = tier.AboveTokens, ["perMillion"] = Prices(tier.PerMillion) };

    private static Dictionary<string, object?> Factors(PriceRow price) =>
        price.ServiceTiers.OrderBy(tier => tier.Key, StringComparer.Ordinal).ToDictionary(tier => tier.Key, tier => (object?)Text(tier.Value), StringComparer.Ordinal);

    private static string Text(decimal value) => value.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture);
}
