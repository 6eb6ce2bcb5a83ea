namespace Banyan.Gateway.Spine;

/// <summary>What was done, append-only. Every member throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IAuditLog
{
    /// <summary>Adds an act.</summary>
    Task AddAsync(AuditAct act, CancellationToken cancellationToken);

    /// <summary>Reads a tenant's acts, newest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="first">At most how many.</param>
    /// <param name="after">The act the page follows; null for the newest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<AuditAct>> PageAsync(string tenant, int first, (DateTimeOffset At, Guid Id)? after, CancellationToken cancellationToken);
}
