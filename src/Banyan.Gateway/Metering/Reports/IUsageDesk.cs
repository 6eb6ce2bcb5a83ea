using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Metering.Reports;

/// <summary>Where the ledger is corrected and told of calls it has not seen. Budgets of periods under way follow; every act is written to the audit log with the rows.</summary>
public interface IUsageDesk
{
    /// <summary>Adds a signed row to a row: what it cost is henceforth that much more or less.</summary>
    /// <param name="by">Who.</param>
    /// <param name="recordId">The row.</param>
    /// <param name="nanoUsd">How much, in 10⁻⁹ USD; less than 0 to take away.</param>
    /// <param name="reason">Why, 1 to 500 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new row, at the instant and exchange of the one it corrects; or why there is none.</returns>
    Task<(UsageRow? Row, Failure? Failure)> AdjustAsync(Caller by, Guid recordId, long nanoUsd, string reason, CancellationToken cancellationToken);

    /// <summary>Adds calls made without Banyan, priced as they would have been; all or none.</summary>
    /// <returns>How many were not known yet; or why none was taken.</returns>
    Task<(int New, Failure? Failure)> ReportAsync(Caller by, IReadOnlyList<ReportedCall> calls, CancellationToken cancellationToken);
}
