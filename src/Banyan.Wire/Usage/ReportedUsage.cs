namespace Banyan.Wire.Usage;

/// <summary>Token counts as a provider told them, each null until told; later reports override earlier ones member by member.</summary>
/// <remarks>
/// Dialects fill it as the wire says and state with the two flags what the provider counts inside what; <see cref="ToTokens"/> alone does the
/// arithmetic. Source: the providers' usage references, read 2026-11-20; the conversions are written down in <c>docs/wire/usage.md</c>.
/// </remarks>
public sealed record ReportedUsage
{
    /// <summary>Input tokens as told.</summary>
    public long? Input { get; init; }

    /// <summary>Input tokens read from the provider's prompt cache.</summary>
    public long? CacheRead { get; init; }

    /// <summary>All input tokens written to the prompt cache, where the provider tells a sum beside (or instead of) the two lives.</summary>
    /// <remarks>A later report may repeat only the sum: five minutes is then the sum less one hour, so that nothing is counted twice.</remarks>
    public long? CacheWrite { get; init; }

    /// <summary>Input tokens written to the prompt cache for five minutes (or without a stated life).</summary>
    public long? CacheWrite5m { get; init; }

    /// <summary>Input tokens written to the prompt cache for an hour.</summary>
    public long? CacheWrite1h { get; init; }

    /// <summary>Input tokens of provider-side tools that the provider counts apart (Gemini).</summary>
    public long? ToolInput { get; init; }

    /// <summary>Audio tokens inside the input.</summary>
    public long? AudioIn { get; init; }

    /// <summary>Output tokens as told.</summary>
    public long? Output { get; init; }

    /// <summary>Reasoning tokens.</summary>
    public long? Reasoning { get; init; }

    /// <summary>Audio tokens inside the output.</summary>
    public long? AudioOut { get; init; }

    /// <summary>The provider's own total.</summary>
    public long? Total { get; init; }

    /// <summary>The service tier the provider says it billed, as <c>flex</c> or <c>priority</c>.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>Whether cached tokens come on top of <see cref="Input"/> (Anthropic) instead of inside it.</summary>
    public bool InputExcludesCache { get; init; }

    /// <summary>Whether reasoning comes on top of <see cref="Output"/> (Gemini) instead of inside it.</summary>
    public bool OutputExcludesReasoning { get; init; }

    /// <summary>Puts a later report over this one, member by member.</summary>
    public ReportedUsage Then(ReportedUsage later) => new()
    {
        Input = later.Input ?? Input,
        CacheRead = later.CacheRead ?? CacheRead,
        CacheWrite = later.CacheWrite ?? CacheWrite,
        CacheWrite5m = later.CacheWrite5m ?? CacheWrite5m,
        CacheWrite1h = later.CacheWrite1h ?? CacheWrite1h,
        ToolInput = later.ToolInput ?? ToolInput,
        AudioIn = later.AudioIn ?? AudioIn,
        Output = later.Output ?? Output,
        Reasoning = later.Reasoning ?? Reasoning,
        AudioOut = later.AudioOut ?? AudioOut,
        Total = later.Total ?? Total,
        ServiceTier = later.ServiceTier ?? ServiceTier,
        InputExcludesCache = later.InputExcludesCache || InputExcludesCache,
        OutputExcludesReasoning = later.OutputExcludesReasoning || OutputExcludesReasoning,
    };

    /// <summary>Adds the counts of another answer of the same provider to this one's.</summary>
    public ReportedUsage Plus(ReportedUsage other) => new()
    {
        Input = Sum(Input, other.Input),
        CacheRead = Sum(CacheRead, other.CacheRead),
        CacheWrite = Sum(CacheWrite, other.CacheWrite),
        CacheWrite5m = Sum(CacheWrite5m, other.CacheWrite5m),
        CacheWrite1h = Sum(CacheWrite1h, other.CacheWrite1h),
        ToolInput = Sum(ToolInput, other.ToolInput),
        AudioIn = Sum(AudioIn, other.AudioIn),
        Output = Sum(Output, other.Output),
        Reasoning = Sum(Reasoning, other.Reasoning),
        AudioOut = Sum(AudioOut, other.AudioOut),
        Total = Sum(Total, other.Total),
        ServiceTier = other.ServiceTier ?? ServiceTier,
        InputExcludesCache = other.InputExcludesCache || InputExcludesCache,
        OutputExcludesReasoning = other.OutputExcludesReasoning || OutputExcludesReasoning,
    };

    /// <summary>Normalises to disjoint counters.</summary>
    /// <param name="totalGapIsReasoning">Quirk <c>totalGap: reasoning</c>: a total above input + output is hidden reasoning output.</param>
    /// <returns>The counters, flagged when a subtraction would have gone below zero or a count was negative; null when nothing usable was told.</returns>
    public TokenUsage? ToTokens(bool totalGapIsReasoning) => UsageArithmetic.Normalise(this, totalGapIsReasoning);

    private static long? Sum(long? one, long? other) => one is null && other is null ? null : (one ?? 0) + (other ?? 0);
}
