namespace Banyan.Intents.Discovery.Keeping;

/// <summary>Keeps nothing: for a service without a database of its own, and for tests.</summary>
internal sealed class NoCatalogueStore : ICatalogueStore
{
    /// <inheritdoc />
    public Task<IReadOnlyList<StoredAnswer>> ReadAnswersAsync(string tenant, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StoredAnswer>>([]);

    /// <inheritdoc />
    public Task PutAnswerAsync(string tenant, StoredAnswer answer, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task PutVersionAsync(string tenant, StoredCatalogue catalogue, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<IReadOnlyList<CatalogueStamp>> ListVersionsAsync(string tenant, int most, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CatalogueStamp>>([]);

    /// <inheritdoc />
    public Task<StoredCatalogue?> FindVersionAsync(string tenant, string version, CancellationToken cancellationToken) => Task.FromResult<StoredCatalogue?>(null);
}
