using Banyan.Wire.Usage;

namespace Banyan.Gateway.Spine;

/// <summary>What an attempt is charged.</summary>
/// <param name="Usage">Tokens in disjoint counters.</param>
/// <param name="IsEstimated">Whether the tokens were estimated because nothing usable was reported.</param>
/// <param name="CostNanoUsd">Cost in 10⁻⁹ USD, rounded half-even once; null when the model has no price.</param>
/// <param name="PriceId">The price row used; null when there was none.</param>
public sealed record Charge(TokenUsage Usage, bool IsEstimated, long? CostNanoUsd, string? PriceId);
