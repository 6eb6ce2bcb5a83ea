namespace Banyan.Gateway.Prompts.Store;

/// <summary>Where prompts are kept. Every member throws <see cref="Spine.StoreAwayException"/> while the store can't be reached; a write that changes anything counts the tenant's revision up.</summary>
public interface IPromptStore
{
    /// <summary>The revision of each tenant that ever had prompts: a cheap read, asked every second by every node.</summary>
    Task<IReadOnlyDictionary<string, long>> RevisionsAsync(CancellationToken cancellationToken);

    /// <summary>Reads what serving needs of a tenant, as of one instant.</summary>
    Task<PromptPage> ReadAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Reads versions by id; those that are not the tenant's are left out.</summary>
    Task<IReadOnlyList<PromptVersion>> VersionsAsync(string tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Reads every version of some prompts, newest first.</summary>
    Task<IReadOnlyList<PromptVersion>> VersionsOfAsync(string tenant, IReadOnlyCollection<Guid> promptIds, CancellationToken cancellationToken);

    /// <summary>Adds a prompt with its first version, which may be active at once.</summary>
    /// <returns>False when the name is taken; nothing is written then.</returns>
    Task<bool> CreateAsync(Prompt prompt, PromptVersion? first, CancellationToken cancellationToken);

    /// <summary>Writes a prompt's own members; its revision is the one seen before, and counted up.</summary>
    Task<StoreEnd> UpdateAsync(Prompt prompt, CancellationToken cancellationToken);

    /// <summary>Adds a version as a draft under the next number; the number it has does not count.</summary>
    /// <returns>The version as stored; null when the prompt is not there.</returns>
    Task<PromptVersion?> AddVersionAsync(string tenant, PromptVersion version, CancellationToken cancellationToken);

    /// <summary>Writes the content, hash and note of a draft whose hash is still the expected one.</summary>
    Task<StoreEnd> EditDraftAsync(string tenant, PromptVersion version, string expectedHash, CancellationToken cancellationToken);

    /// <summary>Makes a version active and the one before deprecated, in one transaction, if the active one is still the expected.</summary>
    Task<StoreEnd> ActivateAsync(Activation activation, CancellationToken cancellationToken);

    /// <summary>Sets a version aside, active or not.</summary>
    Task<StoreEnd> DeprecateAsync(string tenant, Guid versionId, CancellationToken cancellationToken);

    /// <summary>Points a label at a version of the same prompt.</summary>
    Task<StoreEnd> MoveLabelAsync(string tenant, PromptLabel label, CancellationToken cancellationToken);

    /// <summary>Notes that somebody approves a version; twice is once.</summary>
    Task<StoreEnd> ApproveAsync(string tenant, Guid versionId, string by, DateTimeOffset at, CancellationToken cancellationToken);
}
