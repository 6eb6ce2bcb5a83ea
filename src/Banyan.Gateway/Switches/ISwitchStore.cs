using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Switches;

/// <summary>What operators stopped, kept. Each change is written with its act of the audit log, or not at all. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface ISwitchStore
{
    /// <summary>Reads everything that is thrown.</summary>
    Task<StoredSwitches> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Throws a switch; one of the same scope takes its place and keeps its id.</summary>
    Task PutAsync(KillSwitch kill, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Takes a switch back.</summary>
    /// <returns>False when it was not there.</returns>
    Task<bool> RemoveAsync(string tenant, Guid id, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Switches direct mode on, or off with null.</summary>
    Task DirectAsync(string tenant, DirectMode? mode, AuditAct act, CancellationToken cancellationToken);
}
