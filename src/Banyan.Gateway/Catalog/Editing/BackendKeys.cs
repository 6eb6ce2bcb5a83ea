using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Where the secrets of backends may be sent.</summary>
internal static class BackendKeys
{
    /// <summary>The name of a backend whose secret a change would send to another host; null when there is none.</summary>
    public static string? Moved(CatalogSnapshot now, CatalogSnapshot next)
    {
        var after = Of(next).ToDictionary(one => one.Name, StringComparer.Ordinal);
        return Of(now).FirstOrDefault(before => before.KeyRef is not null && after.TryGetValue(before.Name, out var one) && one.KeyRef == before.KeyRef && one.Origin != before.Origin).Name;
    }

    private static IEnumerable<(string Name, string? KeyRef, string Origin)> Of(CatalogSnapshot snapshot) =>
        snapshot.Intents is { ValueKind: JsonValueKind.Object } intents && intents.TryGetProperty("backends", out var backends) && backends.ValueKind == JsonValueKind.Array
            ? backends.EnumerateArray().Select(one => (Text(one, "name") ?? "", one.TryGetProperty("auth", out var auth) ? Text(auth, "keyRef") : null, StoredSecret.OriginOf(new Uri(Text(one, "baseUrl")!))))
            : [];

    private static string? Text(JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
