namespace Banyan.Gateway.Prompts;

/// <summary>One version of a prompt. Its content may change while it is a draft and never again.</summary>
public sealed record PromptVersion
{
    /// <summary>Identity: a UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The prompt it belongs to.</summary>
    public required Guid PromptId { get; init; }

    /// <summary>Its number within the prompt: 1, 2, 3 …</summary>
    public required int Number { get; init; }

    /// <summary>Where it stands.</summary>
    public required VersionStatus Status { get; init; }

    /// <summary>What it says.</summary>
    public required PromptContent Content { get; init; }

    /// <summary>SHA-256 of the content in canonical form, as <c>sha256:</c> and 64 small hexadecimal digits: equal for equal content, whatever its layout.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Why it was made, in the maker's words; null when not said.</summary>
    public string? Note { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last became active; null while it never was.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Who made it active; null while it never was.</summary>
    public string? PublishedBy { get; init; }

    /// <summary>Who approved it, in order.</summary>
    public IReadOnlyList<string> Approvals { get; init; } = [];
}
