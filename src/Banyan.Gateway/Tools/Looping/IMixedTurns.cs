namespace Banyan.Gateway.Tools.Looping;

/// <summary>Keeps what Banyan ran in a turn whose other calls went to the caller, until the caller comes back with their results.</summary>
public interface IMixedTurns
{
    /// <summary>Keeps a turn under the ids of the caller's calls.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="keys">One key for each of the caller's calls.</param>
    /// <param name="turn">The turn, redacted by nobody: it is what the model is told again.</param>
    /// <param name="expiresAt">Until when.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SaveAsync(string tenant, IReadOnlyList<string> keys, string turn, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Finds the turns of some keys.</summary>
    Task<IReadOnlyDictionary<string, string>> FindAsync(string tenant, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Forgets those that are over.</summary>
    Task<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
