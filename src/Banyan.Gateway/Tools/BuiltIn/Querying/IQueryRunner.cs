namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary>Runs a checked query on a database that is not Banyan's own: read-only transaction, bounded time and rows.</summary>
public interface IQueryRunner
{
    /// <summary>Runs it.</summary>
    /// <param name="query">What to run, and where.</param>
    /// <param name="cancellationToken">Its time is over.</param>
    /// <returns>The rows; or what went wrong, for a model to read.</returns>
    Task<QueryRows> RunAsync(CheckedQuery query, CancellationToken cancellationToken);
}
