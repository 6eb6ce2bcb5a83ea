namespace Banyan.Intents.Migration.Store;

/// <summary>Calls of one minute that took about the same time. Stored counts add up.</summary>
public sealed record CallCount
{
    /// <summary>Kind of a call whose answer the user got, or would have got.</summary>
    public const string Answer = "answer";

    /// <summary>Kind of a call made for comparison.</summary>
    public const string Shadow = "shadow";

    /// <summary>Kind of a comparison: errors are mismatches.</summary>
    public const string Compare = "compare";

    /// <summary>Whose traffic.</summary>
    public required string Tenant { get; init; }

    /// <summary>Begin of the minute.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Key of the intent.</summary>
    public required string Intent { get; init; }

    /// <summary>The backend's name.</summary>
    public required string Backend { get; init; }

    /// <summary><c>legacy</c> or <c>modern</c>.</summary>
    public required string Side { get; init; }

    /// <summary><see cref="Answer"/>, <see cref="Shadow"/> or <see cref="Compare"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The latency bucket of <see cref="LatencyScale"/>.</summary>
    public int Bucket { get; init; }

    /// <summary>Calls.</summary>
    public long Calls { get; init; }

    /// <summary>Of these, failed.</summary>
    public long Errors { get; init; }

    /// <summary>Of these, stood in for the preferred side.</summary>
    public long Fallbacks { get; init; }
}
