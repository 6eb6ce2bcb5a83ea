using Banyan.Gateway.Prompts.Experiments;

namespace Banyan.Gateway.Prompts.Store;

/// <summary>What serving needs of a tenant's prompts, as of one instant.</summary>
/// <param name="Revision">The revision it is of.</param>
public sealed record PromptPage(long Revision)
{
    /// <summary>Every prompt, archived ones too, by name.</summary>
    public IReadOnlyList<Prompt> Prompts { get; init; } = [];

    /// <summary>Every version without its content, newest first within a prompt.</summary>
    public IReadOnlyList<VersionHead> Heads { get; init; } = [];

    /// <summary>Every label set by hand.</summary>
    public IReadOnlyList<PromptLabel> Labels { get; init; } = [];

    /// <summary>The versions that calls by name, label or experiment can reach, whole.</summary>
    public IReadOnlyList<PromptVersion> Served { get; init; } = [];

    /// <summary>The experiments that run, oldest first.</summary>
    public IReadOnlyList<Experiment> Running { get; init; } = [];
}
