namespace Banyan.Gateway.Spine;

/// <summary>Reads what was done.</summary>
public interface IAuditReader
{
    /// <summary>Reads the acts that fit, newest first.</summary>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    Task<IReadOnlyList<AuditAct>> ReadAsync(AuditQuery query, CancellationToken cancellationToken);
}
