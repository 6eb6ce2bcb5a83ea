using System.Collections.Concurrent;

namespace Banyan.Gateway.Metering.Pacing;

/// <summary>How models and providers did for a tenant in the last 24 hours, at most half a minute old: the ledger is read once for everybody who asks meanwhile. Thread-safe.</summary>
public sealed class PaceBook(IPaceStore store, TimeProvider time)
{
    private const int MostTenants = 1_000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (long Read, Task<Page> Page)> _pages = new(StringComparer.Ordinal);

    /// <summary>A model by full name.</summary>
    public async Task<Pace> ModelAsync(string tenant, string model, CancellationToken cancellationToken) =>
        (await PageAsync(tenant, cancellationToken)).Models.GetValueOrDefault(model, Pace.None);

    /// <summary>A provider: all its models together.</summary>
    public async Task<Pace> ProviderAsync(string tenant, string provider, CancellationToken cancellationToken) =>
        (await PageAsync(tenant, cancellationToken)).Providers.GetValueOrDefault(provider, Pace.None);

    private async Task<Page> PageAsync(string tenant, CancellationToken cancellationToken)
    {
        if (!_pages.TryGetValue(tenant, out var known) || known.Page.IsFaulted || time.GetElapsedTime(known.Read) > Fresh)
        {
            if (_pages.Count >= MostTenants)
            {
                _pages.Clear();
            }

            // One reading serves all; who leaves does not take it from the others.
            known = (time.GetTimestamp(), ReadAsync(tenant));
            _pages[tenant] = known;
        }

        return await known.Page.WaitAsync(cancellationToken);
    }

    private async Task<Page> ReadAsync(string tenant)
    {
        var counts = await store.CountAsync(tenant, time.GetUtcNow() - Window, CancellationToken.None);
        return new Page(By(counts, count => count.Model), By(counts, count => count.Provider));
    }

    private static Dictionary<string, Pace> By(IReadOnlyList<PaceCount> counts, Func<PaceCount, string> key) =>
        counts.GroupBy(key, StringComparer.Ordinal).ToDictionary(group => group.Key, Pace.Of, StringComparer.Ordinal);

    private sealed record Page(Dictionary<string, Pace> Models, Dictionary<string, Pace> Providers);
}
