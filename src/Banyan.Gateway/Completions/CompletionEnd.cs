using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Completions;

/// <summary>What is kept of an answer.</summary>
public sealed record CompletionEnd
{
    /// <summary>The provider that gave it; null for one from the cache.</summary>
    public string? Provider { get; init; }

    /// <summary>The model's full name; null for one from the cache.</summary>
    public string? Model { get; init; }

    /// <summary>Why it finished: <c>stop length tool_calls content_filter</c>; null when nobody read it.</summary>
    public string? Finish { get; init; }

    /// <summary>Input tokens of all attempts.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Output tokens of all attempts.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>Milliseconds from arrival to the last byte.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Milliseconds from arrival to the first content; null when none came.</summary>
    public int? TtftMs { get; init; }

    /// <summary>What Banyan itself took, in microseconds.</summary>
    public long OverheadUs { get; init; }

    /// <summary>Cost of all attempts, in 10⁻⁹ USD; null when it is not known.</summary>
    public long? CostNanoUsd { get; init; }

    /// <summary>Whether it came from the cache.</summary>
    public bool IsCached { get; init; }

    /// <summary>How the route was found; null when none was looked for.</summary>
    public RouteDecision? Decision { get; init; }

    /// <summary>When it was complete.</summary>
    public required DateTimeOffset CompletedAt { get; init; }
}
