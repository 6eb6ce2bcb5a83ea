using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering;

/// <summary>Where the ledger lies once it has left the spool. Every member throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IUsageStore
{
    /// <summary>Adds rows, all or none; one that is already there is left as it is.</summary>
    /// <exception cref="RowRefusedException">A row breaks a rule of the table.</exception>
    Task AppendAsync(IReadOnlyList<UsageRow> rows, CancellationToken cancellationToken);

    /// <summary>Reads the attempts of one exchange, in their order.</summary>
    Task<IReadOnlyList<UsageRow>> OfRequestAsync(string tenant, Guid requestId, CancellationToken cancellationToken);
}
