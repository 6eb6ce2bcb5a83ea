namespace Banyan.Gateway.Prompts;

/// <summary>A named prompt. What it says stands in its versions.</summary>
public sealed record Prompt
{
    /// <summary>Identity: a UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its name within the tenant, as <c>summarize-text</c> or <c>billing/reminder</c>; see <see cref="PromptNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of work it does, as <c>summaries</c>; routing rules read it.</summary>
    public required string Category { get; init; }

    /// <summary>What it is for; null when nobody said.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by, in the order given.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who made it: the public id of a key, or <c>banyan</c> for a seed.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its own members last changed; versions do not count.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was put away; null while in use. An archived prompt is not rendered.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>Counts changes of its own members, from 1: what a writer must have seen.</summary>
    public int Revision { get; init; } = 1;
}
