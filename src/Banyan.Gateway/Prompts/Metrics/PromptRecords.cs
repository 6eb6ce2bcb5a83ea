using Banyan.Gateway.Prompts.Store;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>Reads counts, and takes scores.</summary>
internal sealed class PromptRecords(IExperimentStore store, IAnswerJudge judge, TimeProvider time) : IPromptRecords
{
    private const int MostComment = 2_000;

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<Guid, VersionPerformance>> PerformanceAsync(string tenant, IReadOnlyCollection<Guid> versionIds, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        (await store.PerformanceAsync(tenant, versionIds, from, to, cancellationToken)).Select(VersionPerformance.Of).ToDictionary(one => one.VersionId);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<Guid, double>> ScoresAsync(string tenant, IReadOnlyCollection<Guid> requestIds, CancellationToken cancellationToken) =>
        store.ScoresAsync(tenant, requestIds, cancellationToken);

    /// <inheritdoc />
    public async Task<PromptResult<Feedback>> SubmitAsync(PromptAuthor author, Guid requestId, double score, string? comment, CancellationToken cancellationToken)
    {
        if (!(score >= 0 && score <= 1))
        {
            return PromptFailures.Invalid("A score lies between 0 and 1.", "score");
        }

        if (comment is { Length: > MostComment } || comment?.Contains('\0', StringComparison.Ordinal) == true)
        {
            return PromptFailures.Invalid($"A comment has at most {MostComment} characters.", "comment");
        }

        try
        {
            var feedback = new Feedback(author.Tenant, requestId, author.Name, score, comment, time.GetUtcNow());
            if (!await store.KeepAsync(feedback, cancellationToken))
            {
                return new Failure(FailureKind.CallerFault, "not_found", "There is no request of this id, or it has not ended yet.");
            }

            await judge.JudgedAsync(author.Tenant, requestId, score, cancellationToken);
            return feedback;
        }
        catch (StoreAwayException)
        {
            return PromptFailures.Away;
        }
    }
}
