using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>Where rate limits that were set are kept. A change is written with its act of the audit log, or not at all. Throws <see cref="StoreAwayException"/> when it can't be reached.</summary>
public interface ILimitStore
{
    /// <summary>Counts up with every change.</summary>
    Task<long> RevisionAsync(CancellationToken cancellationToken);

    /// <summary>Reads all of them.</summary>
    Task<LimitPage> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Sets one, in place of an earlier one of the same tenant, scope and id.</summary>
    Task PutAsync(LimitRule rule, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Takes one away; false when there is none.</summary>
    Task<bool> RemoveAsync(string tenant, LimitScope scope, string scopeId, AuditAct act, CancellationToken cancellationToken);
}
