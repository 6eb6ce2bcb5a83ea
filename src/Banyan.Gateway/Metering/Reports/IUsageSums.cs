using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering.Reports;

/// <summary>What the ledger adds up to, at most as far behind it as the spool is. Throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IUsageSums
{
    /// <summary>Sums of a window, always what its rows add up to: whole days and hours are read from rollups, the rest from the rows.</summary>
    Task<IReadOnlyList<UsageSum>> SumAsync(UsageSumQuery query, CancellationToken cancellationToken);

    /// <summary>How long attempts took, of a query that tells points apart and neither filters nor groups by user or prompt, of which no such counts are kept.</summary>
    Task<IReadOnlyList<LatencyCount>> LatenciesAsync(UsageSumQuery query, CancellationToken cancellationToken);
}
