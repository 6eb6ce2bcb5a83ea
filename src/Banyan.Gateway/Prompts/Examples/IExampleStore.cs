using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Prompts.Examples;

/// <summary>Where examples of prompts are kept. Every member throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IExampleStore
{
    /// <summary>Adds one.</summary>
    /// <returns>False when the tenant has no such prompt, or the set has as many as it may.</returns>
    Task<bool> AddAsync(PromptExample example, int most, CancellationToken cancellationToken);

    /// <summary>Removes one.</summary>
    /// <returns>False when the tenant has none such.</returns>
    Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Examples of a prompt, by set, oldest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="promptId">The prompt.</param>
    /// <param name="set">Only of this set; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<PromptExample>> ListAsync(string tenant, Guid promptId, string? set, CancellationToken cancellationToken);
}
