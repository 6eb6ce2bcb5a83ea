using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering;

/// <summary>The ledger as people read it. Throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IUsageLog
{
    /// <summary>A page of a tenant's rows, newest first. A row that is written meanwhile never moves one already shown.</summary>
    Task<UsagePage> PageAsync(UsageQuery query, CancellationToken cancellationToken);
}
