using System.Collections.Concurrent;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Upstreams.Endpoints;

/// <summary>Joins a provider's base address and a path; the few that recur are kept.</summary>
internal static class Addresses
{
    private const int MostKept = 4096;
    private static readonly ConcurrentDictionary<(Uri Base, string Path), Uri> Kept = new();

    public static Uri Of(Provider provider, string path)
    {
        var root = provider.BaseUrl ?? throw new InvalidOperationException($"Provider {provider.Name} has no address.");
        if (Kept.TryGetValue((root, path), out var known))
        {
            return known;
        }

        var made = new Uri(string.Concat(root.AbsoluteUri.TrimEnd('/'), path));
        if (Kept.Count < MostKept)
        {
            Kept.TryAdd((root, path), made);
        }

        return made;
    }
}
