namespace Banyan.Gateway.Prompts;

/// <summary>Which prompts are wanted; members left out ask for nothing.</summary>
public sealed record PromptFilter
{
    /// <summary>The category; null for any.</summary>
    public string? Category { get; init; }

    /// <summary>Tags it must have, all of them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Text that name or description hold, in any case; null for any.</summary>
    public string? Search { get; init; }

    /// <summary>Whether archived ones are wanted instead of those in use. <value>Default false.</value></summary>
    public bool IsArchived { get; init; }
}
