using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery;

/// <summary>The catalogues that were in force, as they were kept. Throws <see cref="Gateway.Spine.StoreAwayException"/> while the store can't be reached.</summary>
public sealed class CatalogueHistory
{
    private const string Tenant = "default";
    private readonly ICatalogueStore _store;
    private readonly ICatalogueView _view;

    internal CatalogueHistory(ICatalogueStore store, ICatalogueView view) => (_store, _view) = (store, view);

    /// <summary>Version of the catalogue in force.</summary>
    public string Current => _view.Current.Catalogue.Version;

    /// <summary>The catalogues that were in force, the one that came last first.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<CatalogueStamp>> ListAsync(int most, CancellationToken cancellationToken) => _store.ListVersionsAsync(Tenant, most, cancellationToken);

    /// <summary>A catalogue; null when it was never in force, or is not kept yet.</summary>
    public Task<StoredCatalogue?> FindAsync(string version, CancellationToken cancellationToken) => _store.FindVersionAsync(Tenant, version, cancellationToken);

    /// <summary>What changed between two catalogues, by key; null when one of them is not kept.</summary>
    public async Task<IReadOnlyList<CatalogueChange>?> ChangesAsync(string from, string to, CancellationToken cancellationToken) =>
        await FindAsync(from, cancellationToken) is { } before && await FindAsync(to, cancellationToken) is { } after ? Compare(before, after) : null;

    private static List<CatalogueChange> Compare(StoredCatalogue before, StoredCatalogue after)
    {
        using var old = JsonDocument.Parse(before.Intents);
        using var now = JsonDocument.Parse(after.Intents);
        var (was, present) = (ByKey(old), ByKey(now));
        var changes = new List<CatalogueChange>();
        foreach (var key in was.Keys.Union(present.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (isOld, isNew) = (was.TryGetValue(key, out var one), present.TryGetValue(key, out var other));
            if (!isOld || !isNew)
            {
                changes.Add(new CatalogueChange(key, isNew ? "added" : "removed", []));
            }
            else if (!JsonElement.DeepEquals(one, other))
            {
                changes.Add(new CatalogueChange(key, "changed", Differ(one, other)));
            }
        }

        return changes;
    }

    private static Dictionary<string, JsonElement> ByKey(JsonDocument catalogue) =>
        catalogue.RootElement.EnumerateArray().ToDictionary(intent => intent.GetProperty("key").GetString()!, StringComparer.Ordinal);

    private static List<string> Differ(JsonElement one, JsonElement other) =>
    [
        .. one.EnumerateObject().Concat(other.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal)
            .Where(name => !one.TryGetProperty(name, out var left) || !other.TryGetProperty(name, out var right) || !JsonElement.DeepEquals(left, right))
            .Order(StringComparer.Ordinal),
    ];
}
