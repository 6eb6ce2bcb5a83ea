using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>Where keys are kept. A change is written with its act of the audit log, or not at all; the act is null where nobody asked for it, as for the first key. Every member throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IKeyStore
{
    /// <summary>The revision of the keys: a cheap read, asked every second by every node.</summary>
    Task<long> RevisionAsync(CancellationToken cancellationToken);

    /// <summary>Reads every key with the revision they are of.</summary>
    Task<KeyPage> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Adds a key, or replaces the one of the same public id and tenant. Its service is made where there is none.</summary>
    Task PutAsync(KeyRecord key, AuditAct? act, CancellationToken cancellationToken);

    /// <summary>Takes a key back, unless it is the last of its tenant in force that may do everything.</summary>
    Task<KeyEdit> RevokeAsync(string tenant, string publicId, AuditAct? act, CancellationToken cancellationToken);

    /// <summary>Gives a key in force another role with other grants, unless it is the last of its tenant that may do everything and would no more.</summary>
    Task<KeyEdit> SetRoleAsync(string tenant, string publicId, Role role, Grants grants, AuditAct? act, CancellationToken cancellationToken);

    /// <summary>Gives a key in force a new secret and nothing else, if it still has the generation the secret takes over from.</summary>
    Task<KeyEdit> RotateAsync(string tenant, string publicId, NewSecret secret, AuditAct? act, CancellationToken cancellationToken);

    /// <summary>Notes when keys were last used. Does not change the revision, and never moves an instant back.</summary>
    Task TouchAsync(IReadOnlyDictionary<string, DateTimeOffset> lastUsed, CancellationToken cancellationToken);
}
