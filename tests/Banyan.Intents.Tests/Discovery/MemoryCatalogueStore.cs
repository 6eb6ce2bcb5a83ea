using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Intents.Discovery;

namespace Banyan.Intents.Tests.Discovery;

/// <summary>A store that outlives a rig.</summary>
internal sealed class MemoryCatalogueStore : ICatalogueStore
{
    public ConcurrentDictionary<string, StoredAnswer> Answers { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, StoredCatalogue> Versions { get; } = new(StringComparer.Ordinal);

    public bool IsAway { get; set; }

    public Task<IReadOnlyList<StoredAnswer>> ReadAnswersAsync(string tenant, CancellationToken cancellationToken) =>
        IsAway ? throw new StoreAwayException("away") : Task.FromResult<IReadOnlyList<StoredAnswer>>([.. Answers.Values]);

    public Task PutAnswerAsync(string tenant, StoredAnswer answer, CancellationToken cancellationToken)
    {
        Answers[answer.Backend] = IsAway ? throw new StoreAwayException("away") : answer;
        return Task.CompletedTask;
    }

    public Task PutVersionAsync(string tenant, StoredCatalogue catalogue, CancellationToken cancellationToken)
    {
        Versions[catalogue.Version] = IsAway ? throw new StoreAwayException("away") : catalogue;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CatalogueStamp>> ListVersionsAsync(string tenant, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CatalogueStamp>>([.. Versions.Values.OrderByDescending(one => one.CreatedAt).Take(most).Select(one => new CatalogueStamp(one.Version, one.CreatedAt))]);

    public Task<StoredCatalogue?> FindVersionAsync(string tenant, string version, CancellationToken cancellationToken) => Task.FromResult(Versions.GetValueOrDefault(version));
}
