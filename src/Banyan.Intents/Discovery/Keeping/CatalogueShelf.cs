using Banyan.Gateway.Spine;
using Banyan.Intents.Discovery.Composing;
using Banyan.Intents.Mapping;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>Keeps answers and catalogues beyond this process. A store that is away costs memory of the past, never the catalogue.</summary>
internal sealed partial class CatalogueShelf(ICatalogueStore store, IChangeNotices notices, TimeProvider time, ILogger<CatalogueShelf> log)
{
    private const string Tenant = "default";

    /// <summary>What was kept; empty when the store is away.</summary>
    public Task<IReadOnlyList<StoredAnswer>> LoadAsync(CancellationToken cancellationToken) =>
        TryAsync(() => store.ReadAnswersAsync(Tenant, cancellationToken), []);

    /// <summary>Keeps an answer and a catalogue, if there are any.</summary>
    public async Task KeepAsync(StoredAnswer? answer, Composed? composed, CancellationToken cancellationToken)
    {
        if (answer is not null)
        {
            await TryAsync(() => DoneAsync(store.PutAnswerAsync(Tenant, answer, cancellationToken)), true);
        }

        if (composed is not null)
        {
            CatalogueChanged(log, composed.Catalogue.Version, composed.Catalogue.Intents.Count, composed.Quarantined.Count);
            var kept = new StoredCatalogue(composed.Catalogue.Version, JsonTree.Canonical(composed.Written), time.GetUtcNow());
            await TryAsync(() => DoneAsync(store.PutVersionAsync(Tenant, kept, cancellationToken)), true);
            await TryAsync(() => DoneAsync(notices.TellAsync(CatalogueFeed.Topic, kept.Version, cancellationToken)), true);
        }
    }

    private static async Task<bool> DoneAsync(Task work)
    {
        await work;
        return true;
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> work, T otherwise)
    {
        try
        {
            return await work();
        }
        catch (StoreAwayException away)
        {
            StoreAway(log, away.Message);
            return otherwise;
        }
    }

    [LoggerMessage(EventId = 6101, EventName = "catalogue_changed", Level = LogLevel.Information, Message = "Intent catalogue {Version} is in force: {Intents} intents, {Quarantined} waiting for an operator.")]
    private static partial void CatalogueChanged(ILogger log, string version, int intents, int quarantined);

    [LoggerMessage(EventId = 6102, EventName = "catalogue_store_away", Level = LogLevel.Warning, Message = "What backends said can't be kept or read: {Reason}")]
    private static partial void StoreAway(ILogger log, string reason);
}
