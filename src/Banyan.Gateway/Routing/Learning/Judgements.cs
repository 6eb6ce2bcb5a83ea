using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Learning;

/// <summary>Puts scores of people to the models that gave the answers, and to the names whose choice was weighed.</summary>
internal sealed class Judgements(RecentAnswers recent, IModelStatsStore store, VitalsBook vitals, EvidenceTally tally, TimeProvider time) : IAnswerJudge
{
    /// <inheritdoc />
    public async Task JudgedAsync(string tenant, Guid request, double score, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenant, request, cancellationToken) is not { } answer)
        {
            return;
        }

        var seen = new EvidenceCount(0, 0, score, 1 - score);
        Add(answer.Model, answer.Category, seen);
        if (answer.Weighed is { } name)
        {
            Add(VitalsBook.NameOf(name), "", seen);
        }
    }

    private async Task<RecentAnswer?> FindAsync(string tenant, Guid request, CancellationToken cancellationToken)
    {
        try
        {
            return recent.Find(tenant, request) ?? await store.WhoAnsweredAsync(tenant, request, cancellationToken);
        }
        catch (StoreAwayException)
        {
            return null;
        }
    }

    private void Add(string model, string category, in EvidenceCount seen)
    {
        var now = time.GetUtcNow();
        vitals.Of(model).Add(category, seen, now, now);
        tally.Count(model, category, seen);
    }
}
