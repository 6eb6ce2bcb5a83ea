using Banyan.Gateway.Prompts.Rendering;

namespace Banyan.Gateway.Prompts;

/// <summary>Prompts as they are in force: rendered for calls, and read for who looks after them. Thread-safe; a change made on any node shows within two seconds.</summary>
/// <remarks>What calls can reach is in memory and served while the database is away; everything else throws <see cref="Spine.StoreAwayException"/> then.</remarks>
public interface IPrompts
{
    /// <summary>Renders a prompt. Costs nothing upstream.</summary>
    /// <returns>Messages with the version that speaks, or <c>prompt_not_found</c>, <c>invalid_variables</c> with every path, <c>too_large</c>, <c>dependency_unavailable</c>.</returns>
    ValueTask<PromptResult<RenderedPrompt>> RenderAsync(RenderAsk ask, CancellationToken cancellationToken);

    /// <summary>Finds the prompt a reference names, archived or not; null when there is none.</summary>
    Prompt? Find(string tenant, string reference);

    /// <summary>Prompts that match, by name.</summary>
    IReadOnlyList<Prompt> List(string tenant, PromptFilter filter);

    /// <summary>Prompts by id; those that are not the tenant's are left out.</summary>
    IReadOnlyDictionary<Guid, Prompt> ByIds(string tenant, IReadOnlyCollection<Guid> ids);

    /// <summary>Labels of a prompt, <c>production</c> and <c>latest</c> among them where they point at something; by name.</summary>
    IReadOnlyList<PromptLabel> Labels(string tenant, Guid promptId);

    /// <summary>The id of a prompt's active version; null while none is.</summary>
    Guid? ActiveVersion(string tenant, Guid promptId);

    /// <summary>Prompts whose active or labelled versions include this one, directly or through another; by name.</summary>
    IReadOnlyList<Prompt> UsedBy(string tenant, Guid promptId);

    /// <summary>Versions by id; those that are not the tenant's are left out.</summary>
    ValueTask<IReadOnlyDictionary<Guid, PromptVersion>> VersionsAsync(string tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Every version of some prompts, newest first within each.</summary>
    Task<ILookup<Guid, PromptVersion>> VersionsOfAsync(string tenant, IReadOnlyCollection<Guid> promptIds, CancellationToken cancellationToken);

    /// <summary>What differs between two versions.</summary>
    Task<PromptResult<PromptDiff>> DiffAsync(string tenant, Guid promptId, int from, int to, CancellationToken cancellationToken);
}
