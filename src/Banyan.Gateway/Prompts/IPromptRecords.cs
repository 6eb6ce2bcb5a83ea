using Banyan.Gateway.Prompts.Metrics;

namespace Banyan.Gateway.Prompts;

/// <summary>How versions do, and what people think of answers.</summary>
public interface IPromptRecords
{
    /// <summary>How versions did from one hour up to another; those that nobody called or scored are left out. Up to two seconds old.</summary>
    Task<IReadOnlyDictionary<Guid, VersionPerformance>> PerformanceAsync(string tenant, IReadOnlyCollection<Guid> versionIds, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Means of the scores given to answers, by request; those nobody scored are left out.</summary>
    /// <exception cref="Spine.StoreAwayException">The store can't be reached.</exception>
    Task<IReadOnlyDictionary<Guid, double>> ScoresAsync(string tenant, IReadOnlyCollection<Guid> requestIds, CancellationToken cancellationToken);

    /// <summary>Keeps a score of an answer; a second one by the same person takes the place of the first.</summary>
    /// <param name="author">Who.</param>
    /// <param name="requestId">The request that was answered.</param>
    /// <param name="score">0 to 1.</param>
    /// <param name="comment">At most 2,000 characters; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The score as kept; <c>not_found</c> when the tenant has no such request, <c>invalid_request</c>.</returns>
    Task<PromptResult<Feedback>> SubmitAsync(PromptAuthor author, Guid requestId, double score, string? comment, CancellationToken cancellationToken);
}
