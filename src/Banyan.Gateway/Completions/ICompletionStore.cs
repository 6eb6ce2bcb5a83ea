using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Completions;

/// <summary>Where the records of exchanges lie. Every member throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface ICompletionStore
{
    /// <summary>Adds rows, all or none; one that is already there is left as it is.</summary>
    Task AppendAsync(IReadOnlyList<CompletionRow> rows, CancellationToken cancellationToken);

    /// <summary>Finds one; null when the tenant has none of this id.</summary>
    Task<CompletionRow?> FindAsync(string tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Lists some, the newest first.</summary>
    Task<IReadOnlyList<CompletionRow>> ListAsync(CompletionQuery query, CancellationToken cancellationToken);

    /// <summary>Erases those that arrived before an instant, of every tenant.</summary>
    /// <returns>How many were erased.</returns>
    Task<int> ExpireAsync(DateTimeOffset before, int most, CancellationToken cancellationToken);
}
