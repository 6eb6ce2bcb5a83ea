namespace Banyan.Intents.Discovery;

/// <summary>Keeps what backends answered and which catalogues were in force. The catalogue is the platform's, so the tenant is the platform's own.</summary>
public interface ICatalogueStore
{
    /// <summary>The last answer of every backend.</summary>
    Task<IReadOnlyList<StoredAnswer>> ReadAnswersAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Keeps a backend's answer in place of the one before; an older one than the kept is dropped.</summary>
    Task PutAnswerAsync(string tenant, StoredAnswer answer, CancellationToken cancellationToken);

    /// <summary>Keeps a catalogue; once for each version.</summary>
    Task PutVersionAsync(string tenant, StoredCatalogue catalogue, CancellationToken cancellationToken);

    /// <summary>The catalogues that were kept, the latest first.</summary>
    Task<IReadOnlyList<CatalogueStamp>> ListVersionsAsync(string tenant, int most, CancellationToken cancellationToken);

    /// <summary>A catalogue by version; null when it was never kept.</summary>
    Task<StoredCatalogue?> FindVersionAsync(string tenant, string version, CancellationToken cancellationToken);
}
