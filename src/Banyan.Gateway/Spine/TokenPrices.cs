namespace Banyan.Gateway.Spine;

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
