using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>Where routing rules are kept. Each change is written with its act of the audit log, or not at all. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface IRoutingRuleStore
{
    /// <summary>Reads all of them, the oldest first.</summary>
    Task<IReadOnlyList<StoredRule>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a rule: a new one with revision 1, or the next revision of one that is there.</summary>
    /// <returns>False when it is there with another revision than the one before, or another rule has its name.</returns>
    Task<bool> PutAsync(StoredRule rule, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Removes a rule.</summary>
    /// <returns>False when it was not there.</returns>
    Task<bool> RemoveAsync(Guid id, AuditAct act, CancellationToken cancellationToken);
}
