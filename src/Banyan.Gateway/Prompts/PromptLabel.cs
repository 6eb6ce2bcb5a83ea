namespace Banyan.Gateway.Prompts;

/// <summary>A name that points at one version of a prompt.</summary>
/// <param name="PromptId">The prompt.</param>
/// <param name="Label">The name. <c>production</c> follows the active version and <c>latest</c> the newest; neither can be set by hand.</param>
/// <param name="VersionId">The version.</param>
/// <param name="IsProtected">Whether it moves only to a version that somebody other than its maker approved.</param>
/// <param name="MovedBy">Who moved it last.</param>
/// <param name="MovedAt">When it was moved last.</param>
public sealed record PromptLabel(Guid PromptId, string Label, Guid VersionId, bool IsProtected, string MovedBy, DateTimeOffset MovedAt)
{
    /// <summary>The label of the active version.</summary>
    public const string Production = "production";

    /// <summary>The label of the newest version.</summary>
    public const string Latest = "latest";
}
