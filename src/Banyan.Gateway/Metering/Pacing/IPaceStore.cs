using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering.Pacing;

/// <summary>Counts attempts of the ledger by how long they took.</summary>
public interface IPaceStore
{
    /// <summary>Every model's attempts since an instant; cancelled and refused ones, which say nothing of it, are left out.</summary>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    Task<IReadOnlyList<PaceCount>> CountAsync(string tenant, DateTimeOffset since, CancellationToken cancellationToken);
}
