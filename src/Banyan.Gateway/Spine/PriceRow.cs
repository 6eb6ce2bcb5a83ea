namespace Banyan.Gateway.Spine;

/// <summary>What tokens cost from an instant on, in USD per million. A missing component falls back: cached, writes and audio in to input; reasoning and audio out to output.</summary>
public sealed record PriceRow
{
    /// <summary>The price of models that are said to cost nothing.</summary>
    public static PriceRow Free { get; } = new() { Id = "free", IsFree = true };

    /// <summary>Stable id of the row, written beside each cost made with it.</summary>
    public required string Id { get; init; }

    /// <summary>From when it is in force.</summary>
    public DateTimeOffset ValidFrom { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Whether the model costs nothing; every price is then zero and said to be.</summary>
    public bool IsFree { get; init; }

    /// <summary>Prices below any tier.</summary>
    public TokenPrices PerMillion { get; init; } = new();

    /// <summary>USD per attempt, on top of tokens.</summary>
    public decimal PerRequestUsd { get; init; }

    /// <summary>Factor on all tokens of what the provider says it billed as <c>batch</c>, where <see cref="ServiceTiers"/> does not name that tier. <value>Default 1.</value></summary>
    public decimal BatchFactor { get; init; } = 1;

    /// <summary>Prices for long prompts, ascending; the highest tier whose bound the whole prompt exceeds holds for the whole ask.</summary>
    public IReadOnlyList<PriceTier> Tiers { get; init; } = [];

    /// <summary>Factors by the provider's service tier.</summary>
    public IReadOnlyDictionary<string, decimal> ServiceTiers { get; init; } = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
}
