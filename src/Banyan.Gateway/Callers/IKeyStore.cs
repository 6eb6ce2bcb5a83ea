namespace Banyan.Gateway.Callers;

/// <summary>Where keys are kept. Every member throws <see cref="Spine.StoreAwayException"/> while the store can't be reached.</summary>
public interface IKeyStore
{
    /// <summary>The revision of the keys: a cheap read, asked every second by every node.</summary>
    Task<long> RevisionAsync(CancellationToken cancellationToken);

    /// <summary>Reads every key with the revision they are of.</summary>
    Task<KeyPage> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Adds a key, or replaces the one of the same public id and tenant. Its service is made where there is none.</summary>
    Task PutAsync(KeyRecord key, CancellationToken cancellationToken);

    /// <summary>Takes a key back; false when the tenant has no such key in force.</summary>
    Task<bool> RevokeAsync(string tenant, string publicId, CancellationToken cancellationToken);

    /// <summary>Notes when keys were last used. Does not change the revision, and never moves an instant back.</summary>
    Task TouchAsync(IReadOnlyDictionary<string, DateTimeOffset> lastUsed, CancellationToken cancellationToken);
}
