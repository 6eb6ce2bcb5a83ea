using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering.Reports;

/// <summary>Rows that people and other programs add to the ledger; none that is there is ever changed. Throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IUsageEditing
{
    /// <summary>One row of a tenant; null when there is none.</summary>
    Task<UsageRow?> FindAsync(string tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Adds a correction together with the act that tells of it.</summary>
    Task AdjustAsync(UsageRow row, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Adds rows that a service reported, each once for the key it gave, together with the act that tells of it.</summary>
    /// <returns>Those that were not reported before.</returns>
    Task<IReadOnlyList<UsageRow>> ReportAsync(IReadOnlyList<(string IdempotencyKey, UsageRow Row)> entries, AuditAct act, CancellationToken cancellationToken);
}
