using Banyan.Wire.Usage;

namespace Banyan.Gateway.Metering.Reports;

/// <summary>What rows of the ledger add up to, to the nano-USD.</summary>
public sealed record UsageTotals
{
    private long? _tokens;

    /// <summary>Nothing at all.</summary>
    public static UsageTotals None { get; } = new();

    /// <summary>Calls of upstreams, and answers of a cache.</summary>
    public long Attempts { get; init; }

    /// <summary>Exchanges: the first attempts.</summary>
    public long Requests { get; init; }

    /// <summary>Attempts whose answer was whole.</summary>
    public long Succeeded { get; init; }

    /// <summary>Attempts whose caller left.</summary>
    public long Cancelled { get; init; }

    /// <summary>Attempts that failed, took too long, were refused, cut or lost.</summary>
    public long Errors { get; init; }

    /// <summary>Answers of a cache.</summary>
    public long CacheHits { get; init; }

    /// <summary>Corrections.</summary>
    public long Adjusted { get; init; }

    /// <summary>Tokens in disjoint counters.</summary>
    public TokenUsage Usage { get; init; } = new();

    /// <summary>Tokens in and out; known also where they are not told by kind.</summary>
    public long Tokens
    {
        get => _tokens ?? Usage.Total;
        init => _tokens = value;
    }

    /// <summary>Cost in 10⁻⁹ USD, corrections included; attempts without a price count nothing.</summary>
    public long CostNanoUsd { get; init; }

    /// <summary>What caches saved, in 10⁻⁹ USD.</summary>
    public long SavedNanoUsd { get; init; }

    /// <summary>Tokens that are estimates.</summary>
    public long EstimatedTokens { get; init; }

    /// <summary>The part of the cost that comes of estimated tokens, in 10⁻⁹ USD.</summary>
    public long EstimatedNanoUsd { get; init; }

    /// <summary>Attempts whose cost is not known, for their model has no price.</summary>
    public long Unpriced { get; init; }

    /// <summary>The share of all tokens that are estimates, 0 to 1; 0 without tokens.</summary>
    public double EstimatedShare => Usage.Total == 0 ? 0 : (double)EstimatedTokens / Usage.Total;

    /// <summary>These and others together.</summary>
    public UsageTotals Plus(UsageTotals other) => new()
    {
        Attempts = Attempts + other.Attempts,
        Requests = Requests + other.Requests,
        Succeeded = Succeeded + other.Succeeded,
        Cancelled = Cancelled + other.Cancelled,
        Errors = Errors + other.Errors,
        CacheHits = CacheHits + other.CacheHits,
        Adjusted = Adjusted + other.Adjusted,
        Usage = new TokenUsage
        {
            Uncached = Usage.Uncached + other.Usage.Uncached,
            CacheRead = Usage.CacheRead + other.Usage.CacheRead,
            CacheWrite5m = Usage.CacheWrite5m + other.Usage.CacheWrite5m,
            CacheWrite1h = Usage.CacheWrite1h + other.Usage.CacheWrite1h,
            AudioIn = Usage.AudioIn + other.Usage.AudioIn,
            Output = Usage.Output + other.Usage.Output,
            Reasoning = Usage.Reasoning + other.Usage.Reasoning,
            AudioOut = Usage.AudioOut + other.Usage.AudioOut,
        },
        _tokens = _tokens is null && other._tokens is null ? null : Tokens + other.Tokens,
        CostNanoUsd = CostNanoUsd + other.CostNanoUsd,
        SavedNanoUsd = SavedNanoUsd + other.SavedNanoUsd,
        EstimatedTokens = EstimatedTokens + other.EstimatedTokens,
        EstimatedNanoUsd = EstimatedNanoUsd + other.EstimatedNanoUsd,
        Unpriced = Unpriced + other.Unpriced,
    };
}
