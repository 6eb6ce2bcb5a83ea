namespace Banyan.Gateway.Metering;

/// <summary>The cost of an attempt by what it was for, in 10⁻⁹ USD, not yet rounded.</summary>
internal readonly record struct CostParts(
    decimal Uncached,
    decimal CacheRead,
    decimal CacheWrite5m,
    decimal CacheWrite1h,
    decimal AudioIn,
    decimal Output,
    decimal Reasoning,
    decimal AudioOut,
    decimal PerRequest)
{
    /// <summary>The exact sum.</summary>
    public decimal Sum => Uncached + CacheRead + CacheWrite5m + CacheWrite1h + AudioIn + Output + Reasoning + AudioOut + PerRequest;

    /// <summary>The sum rounded half-even: the one rounding there is.</summary>
    public long Total => decimal.ToInt64(Math.Min(decimal.Round(Sum, 0, MidpointRounding.ToEven), long.MaxValue));
}
