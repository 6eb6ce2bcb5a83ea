namespace Banyan.Gateway.Prompts;

/// <summary>Changes prompts. What succeeds serves here at once and on every other node within two seconds.</summary>
/// <remarks>Failures: <c>invalid_request</c> with every fault, <c>prompt_not_found</c>, <c>conflict</c> when somebody was first, <c>not_allowed</c>, <c>dependency_unavailable</c>.</remarks>
public interface IPromptEditing
{
    /// <summary>Makes a prompt.</summary>
    Task<PromptResult<Prompt>> CreateAsync(PromptAuthor author, NewPrompt prompt, CancellationToken cancellationToken);

    /// <summary>Changes a prompt's own members.</summary>
    Task<PromptResult<Prompt>> UpdateAsync(PromptAuthor author, PromptChange change, CancellationToken cancellationToken);

    /// <summary>Adds a draft under the next number.</summary>
    Task<PromptResult<PromptVersion>> AddVersionAsync(PromptAuthor author, Guid promptId, PromptContent content, string? note, CancellationToken cancellationToken);

    /// <summary>Changes a draft whose hash is still the expected one. Approvals it had are gone.</summary>
    Task<PromptResult<PromptVersion>> EditVersionAsync(PromptAuthor author, Guid versionId, string expectedHash, PromptContent content, string? note, CancellationToken cancellationToken);

    /// <summary>Approves a version, which its maker can't.</summary>
    Task<PromptResult<PromptVersion>> ApproveAsync(PromptAuthor author, Guid versionId, CancellationToken cancellationToken);

    /// <summary>Makes a version active, if the active one is still the expected.</summary>
    /// <param name="author">Who.</param>
    /// <param name="promptId">The prompt.</param>
    /// <param name="versionId">The version.</param>
    /// <param name="expectedActive">Number of the version that is active now; null when none is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<PromptResult<PromptVersion>> PublishAsync(PromptAuthor author, Guid promptId, Guid versionId, int? expectedActive, CancellationToken cancellationToken);

    /// <summary>Makes a version active that was so before, whatever is active now.</summary>
    Task<PromptResult<PromptVersion>> RollbackAsync(PromptAuthor author, Guid promptId, int toVersion, CancellationToken cancellationToken);

    /// <summary>Sets a version aside. Of the active one this takes the prompt out of service until another is published.</summary>
    Task<PromptResult<PromptVersion>> DeprecateAsync(PromptAuthor author, Guid versionId, CancellationToken cancellationToken);

    /// <summary>Points a label at a version.</summary>
    /// <param name="author">Who.</param>
    /// <param name="promptId">The prompt.</param>
    /// <param name="label">The label; <c>production</c> and <c>latest</c> move by themselves.</param>
    /// <param name="versionId">The version.</param>
    /// <param name="isProtected">Whether it is protected from now on; null leaves that as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<PromptResult<PromptLabel>> SetLabelAsync(PromptAuthor author, Guid promptId, string label, Guid versionId, bool? isProtected, CancellationToken cancellationToken);
}
