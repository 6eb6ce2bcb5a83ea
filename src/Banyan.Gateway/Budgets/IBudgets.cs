using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Budgets;

/// <summary>What operators read of budgets and do to them. Changes are in force on every node within a second, and written to the audit log with who made them.</summary>
public interface IBudgets
{
    /// <summary>Every budget of a tenant with what is spent of it, the file's and those that were set, by scope and id.</summary>
    Task<IReadOnlyList<BudgetView>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Every budget of every tenant that counts, with what is spent of it.</summary>
    Task<IReadOnlyList<BudgetView>> InForceAsync(CancellationToken cancellationToken);

    /// <summary>One of a tenant's; null when there is none.</summary>
    Task<BudgetView?> FindAsync(string tenant, string id, CancellationToken cancellationToken);

    /// <summary>Everybody a budget counts for in the period under way, who spent most first.</summary>
    Task<IReadOnlyList<CounterReading>> SpendersAsync(string tenant, string id, int most, CancellationToken cancellationToken);

    /// <summary>Sets the budget of a scope and period: a new one, one instead of the file's, or a change of one that was set.</summary>
    /// <param name="by">Who sets it.</param>
    /// <param name="rule">The budget; its id and revision are not read.</param>
    /// <param name="expectedRevision">The revision that was read; null to set it whatever it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The budget in force; or why it was not set: <c>conflict</c> when another revision is there, <c>invalid_request</c> when it can't be one.</returns>
    Task<(BudgetRule? Set, Failure? Failure)> SetAsync(Caller by, BudgetRule rule, int? expectedRevision, CancellationToken cancellationToken);

    /// <summary>Takes a budget that was set away; the file's for the same scope and period is in force again.</summary>
    /// <returns>Why it could not be.</returns>
    Task<Failure?> RemoveAsync(Caller by, string id, CancellationToken cancellationToken);

    /// <summary>Lets another limit hold until an instant.</summary>
    /// <returns>Why it could not be.</returns>
    Task<Failure?> OverrideAsync(Caller by, string id, long limitNanoUsd, DateTimeOffset until, string reason, CancellationToken cancellationToken);

    /// <summary>Thresholds that were reached, latest first.</summary>
    Task<IReadOnlyList<BudgetAlert>> AlertsAsync(string tenant, int most, CancellationToken cancellationToken);
}
