using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Shop.Modern.Platform;

/// <summary>
/// The platform's directory: services announce themselves with <c>PUT /_directory</c>, whoever looks for them reads the linkset of RFC 9727.
/// An entry that is not announced again falls out.
/// </summary>
/// <param name="own">The name of the service that keeps it, which need not announce itself.</param>
/// <param name="clock">The clock.</param>
public sealed class PlatformDirectory(string own, TimeProvider clock)
{
    /// <summary>How long an announcement is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(20);

    private const string LinksetType = "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";
    private readonly ConcurrentDictionary<string, (Entry Entry, DateTimeOffset Until)> _entries = new(StringComparer.Ordinal);

    /// <summary>Serves it.</summary>
    public void Map(WebApplication app)
    {
        app.MapPut("/_directory", (Entry entry) => _entries[entry.Name] = (entry, clock.GetUtcNow() + Life));
        app.MapDelete("/_directory/{name}", (string name) => _entries.TryRemove(name, out _));
        app.MapGet("/.well-known/api-catalog", (HttpRequest request) => Results.Json(Linkset(new Entry(own, $"{request.Scheme}://{request.Host}")), contentType: LinksetType));
    }

    private object Linkset(Entry self)
    {
        var now = clock.GetUtcNow();
        var entries = _entries.Values.Where(known => known.Until > now).Select(known => known.Entry).Append(self);
        return new { linkset = entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(Links).ToArray() };
    }

    private static Dictionary<string, object> Links(Entry entry) => new(StringComparer.Ordinal)
    {
        ["anchor"] = $"{entry.Url}/",
        ["service-desc"] = new[] { new { href = $"{entry.Url}/openapi/v1.json", type = "application/vnd.oai.openapi+json;version=3.1", title = entry.Name } },
        ["service-meta"] = new[] { new { href = $"{entry.Url}/.well-known/banyan-intents", type = "application/json" } },
        ["status"] = new[] { new { href = $"{entry.Url}/health", type = "application/json" } },
    };
}
