namespace Banyan.Gateway.Spine;

/// <summary>What tokens cost from an instant on, in USD per million. A missing component falls back: cached, writes and audio in to input; reasoning and audio out to output.</summary>
public sealed record PriceRow
{
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

    /// <summary>Factor on everything for batch asks. <value>Default 1.</value></summary>
    public decimal BatchFactor { get; init; } = 1;

    /// <summary>Prices for long prompts, ascending; the highest tier whose bound the whole prompt exceeds holds for the whole ask.</summary>
    public IReadOnlyList<PriceTier> Tiers { get; init; } = [];

    /// <summary>Factors by the provider's service tier.</summary>
    public IReadOnlyDictionary<string, decimal> ServiceTiers { get; init; } = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>Prices that hold when the prompt has more than <paramref name="AboveTokens"/> tokens; missing ones are taken from the row.</summary>
public sealed record PriceTier(long AboveTokens, TokenPrices PerMillion);

/// <summary>USD per million tokens; null where it falls back.</summary>
public sealed record TokenPrices
{
    /// <summary>Uncached input.</summary>
    public decimal? Input { get; init; }

    /// <summary>Input read from the prompt cache.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>Input written to the cache for five minutes.</summary>
    public decimal? CacheWrite5m { get; init; }

    /// <summary>Input written to the cache for an hour.</summary>
    public decimal? CacheWrite1h { get; init; }

    /// <summary>Visible output.</summary>
    public decimal? Output { get; init; }

    /// <summary>Reasoning output.</summary>
    public decimal? Reasoning { get; init; }

    /// <summary>Audio input.</summary>
    public decimal? AudioInput { get; init; }

    /// <summary>Audio output.</summary>
    public decimal? AudioOutput { get; init; }
}
