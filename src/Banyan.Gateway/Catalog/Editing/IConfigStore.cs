using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Where the part of the configuration is kept that is changed over the interface. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface IConfigStore
{
    /// <summary>The revision in force; null before the first. Whoever knows it knows all the rest.</summary>
    Task<Guid?> StampAsync(CancellationToken cancellationToken);

    /// <summary>Reads all of it, secrets decrypted.</summary>
    Task<ConfigLayer> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Writes a change with its revision and its act.</summary>
    /// <returns>False, and nothing is written, when another revision than <see cref="ConfigChange.Base"/> is in force, or the model has a price that begins at that instant.</returns>
    Task<bool> WriteAsync(ConfigChange change, CancellationToken cancellationToken);

    /// <summary>Writes down a document that was refused.</summary>
    Task KeepAsync(ConfigRevision refused, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Reads revisions, the newest first.</summary>
    Task<IReadOnlyList<ConfigRevision>> ListAsync(int first, CancellationToken cancellationToken);

    /// <summary>One revision; null when there is none.</summary>
    Task<ConfigRevision?> FindAsync(Guid id, CancellationToken cancellationToken);
}
