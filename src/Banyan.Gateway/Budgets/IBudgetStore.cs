using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Budgets that operators set while it runs. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface IBudgetStore
{
    /// <summary>Reads every budget and every override that is not over.</summary>
    Task<StoredBudgets> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes a budget and the act together.</summary>
    /// <param name="rule">The budget with the revision it shall have; 1 for a new one.</param>
    /// <param name="act">What the audit log says of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when another revision than the one before was there, or another budget of the same scope and period.</returns>
    Task<bool> PutAsync(BudgetRule rule, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Takes a budget away, with its overrides, and writes the act.</summary>
    /// <returns>False when it was not there.</returns>
    Task<bool> RemoveAsync(string tenant, string id, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Writes an override and the act together. Those before it that are still in force end where it begins.</summary>
    Task OverrideAsync(string tenant, BudgetOverride change, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Notes that a threshold was reached.</summary>
    /// <returns>True for the first to note it, on whichever node: that one tells of it.</returns>
    Task<bool> TryAlertAsync(BudgetAlert alert, CancellationToken cancellationToken);

    /// <summary>Reads the alerts of a tenant, latest first.</summary>
    Task<IReadOnlyList<BudgetAlert>> AlertsAsync(string tenant, int most, CancellationToken cancellationToken);
}
