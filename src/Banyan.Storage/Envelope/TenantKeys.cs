using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Banyan.Storage.Envelope;

/// <summary>The keys of tenants in memory, made and replaced as they are needed.</summary>
internal sealed class TenantKeys(DekStore store, TimeProvider time)
{
    private const int KeyBytes = 32;
    private static readonly TimeSpan MostAge = TimeSpan.FromDays(90);
    private readonly ConcurrentDictionary<string, IReadOnlyList<DataKey>> _keys = new(StringComparer.Ordinal);

    /// <summary>A tenant's keys, newest first; null while they have not been loaded.</summary>
    public IReadOnlyList<DataKey>? Loaded(string tenant) => _keys.GetValueOrDefault(tenant);

    /// <summary>The tenants whose keys are loaded.</summary>
    public IReadOnlyCollection<string> Tenants => [.. _keys.Keys];

    /// <summary>Loads a tenant's keys, making the first and replacing one older than 90 days.</summary>
    /// <exception cref="Gateway.Spine.StoreAwayException">The database can't be reached.</exception>
    public async Task<IReadOnlyList<DataKey>> LoadAsync(string tenant, CancellationToken cancellationToken)
    {
        var keys = await store.ReadAsync(tenant, cancellationToken);
        if (keys.Count == 0 || time.GetUtcNow() - keys[0].CreatedAt > MostAge)
        {
            var fresh = new DataKey(keys.Count == 0 ? 1 : keys[0].Version + 1, RandomNumberGenerator.GetBytes(KeyBytes), time.GetUtcNow());
            await store.AddAsync(tenant, fresh, cancellationToken);
            // Read again: another node may have been first, and its key is then everybody's.
            keys = await store.ReadAsync(tenant, cancellationToken);
        }

        return _keys[tenant] = keys;
    }
}
