using System.Collections.Frozen;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Store;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Prompts.Shelf;

/// <summary>Every tenant's prompts in memory: what serving reads, and what lives on while the store is away. Thread-safe.</summary>
internal sealed class PromptShelf(IPromptStore store) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1);
    private volatile FrozenDictionary<string, TenantShelf>? _tenants;

    /// <summary>A tenant's prompts.</summary>
    /// <exception cref="StoreAwayException">They were never read.</exception>
    public TenantShelf Of(string tenant) =>
        (_tenants ?? throw new StoreAwayException("Prompts were not read yet.")).GetValueOrDefault(tenant) ?? TenantShelf.Empty;

    /// <summary>Every experiment that runs, of all tenants; none before the first look.</summary>
    public IEnumerable<Experiment> Running() => _tenants?.Values.SelectMany(tenant => tenant.Prompts.SelectMany(prompt => tenant.Running(prompt.Id))) ?? [];

    /// <summary>Reads what changed. Called every second, when a notice comes, and after a change made here.</summary>
    /// <exception cref="StoreAwayException">The store can't be reached; what is known stays in force.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            var before = _tenants;
            var revisions = await store.RevisionsAsync(cancellationToken);
            if (before is not null && revisions.Count == before.Count && revisions.All(pair => before.GetValueOrDefault(pair.Key)?.Revision == pair.Value))
            {
                return;
            }

            var after = new Dictionary<string, TenantShelf>(StringComparer.Ordinal);
            foreach (var (tenant, revision) in revisions)
            {
                var known = before?.GetValueOrDefault(tenant);
                after[tenant] = known?.Revision == revision ? known : new TenantShelf(await store.ReadAsync(tenant, cancellationToken), known);
            }

            _tenants = after.ToFrozenDictionary(StringComparer.Ordinal);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>A version, from memory or else from the store; null when the tenant has none of this id.</summary>
    public async ValueTask<ShelfVersion?> VersionAsync(TenantShelf shelf, string tenant, Guid id, CancellationToken cancellationToken)
    {
        if (shelf.Version(id) is { } known)
        {
            return known;
        }

        var read = await store.VersionsAsync(tenant, [id], cancellationToken);
        return read.Count == 0 ? null : shelf.Keep(read[0]);
    }

    /// <inheritdoc />
    public void Dispose() => _refreshing.Dispose();
}
