namespace Banyan.Wire.Usage;

/// <summary>Tokens of one attempt in disjoint counters: none is counted twice.</summary>
public sealed record TokenUsage
{
    /// <summary>No tokens at all.</summary>
    public static TokenUsage Zero { get; } = new();

    /// <summary>Text input that was not cached; provider-side tool input is added here.</summary>
    public long Uncached { get; init; }

    /// <summary>Input read from the prompt cache.</summary>
    public long CacheRead { get; init; }

    /// <summary>Input written to the prompt cache for five minutes.</summary>
    public long CacheWrite5m { get; init; }

    /// <summary>Input written to the prompt cache for an hour.</summary>
    public long CacheWrite1h { get; init; }

    /// <summary>Audio input.</summary>
    public long AudioIn { get; init; }

    /// <summary>Visible text output.</summary>
    public long Output { get; init; }

    /// <summary>Reasoning output.</summary>
    public long Reasoning { get; init; }

    /// <summary>Audio output.</summary>
    public long AudioOut { get; init; }

    /// <summary>Whether the report contradicted itself and was repaired by saturating at zero.</summary>
    public bool IsFlagged { get; init; }

    /// <summary>All input tokens.</summary>
    public long Prompt => Uncached + CacheRead + CacheWrite5m + CacheWrite1h + AudioIn;

    /// <summary>All output tokens.</summary>
    public long Completion => Output + Reasoning + AudioOut;

    /// <summary>Input and output tokens.</summary>
    public long Total => Prompt + Completion;
}
