namespace Banyan.Gateway.Spine;

/// <summary>Prices that hold when the prompt has more than <paramref name="AboveTokens"/> tokens; missing ones are taken from the row.</summary>
public sealed record PriceTier(long AboveTokens, TokenPrices PerMillion);
