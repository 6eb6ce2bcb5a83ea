namespace Banyan.Gateway.Prompts;

/// <summary>A change of a prompt's own members; null leaves a member as it is.</summary>
/// <param name="PromptId">The prompt.</param>
/// <param name="ExpectedRevision">The revision it must still have.</param>
public sealed record PromptChange(Guid PromptId, int ExpectedRevision)
{
    /// <summary>A new name. References by the old one, in callers and in partials, find it no more.</summary>
    public string? Name { get; init; }

    /// <summary>A new category.</summary>
    public string? Category { get; init; }

    /// <summary>A new description; empty takes it away.</summary>
    public string? Description { get; init; }

    /// <summary>New tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Whether it is put away.</summary>
    public bool? IsArchived { get; init; }
}
