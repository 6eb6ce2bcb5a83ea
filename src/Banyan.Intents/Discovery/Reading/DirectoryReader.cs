using Banyan.Intents.Discovery.Definitions;
using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Discovery.Fetching;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Reading;

/// <summary>Finds backends in a directory. What the operator's patterns do not allow is left out, and told.</summary>
internal static class DirectoryReader
{
    /// <summary>Reads a directory.</summary>
    /// <returns>The backends it names, or why it could not be read; notes say what was left out.</returns>
    public static async Task<(IReadOnlyList<BackendSource>? Found, IReadOnlyList<string> Notes, string? Problem)> ReadAsync(DiscoveryFetch fetch, BackendDirectory directory, CancellationToken cancellationToken)
    {
        var fetched = await fetch.GetAsync(directory.Url, null, cancellationToken);
        if (fetched.Body is null)
        {
            return (null, [], fetched.Problem ?? $"{directory.Url} is not there");
        }

        var (root, problem) = YamlText.Read(fetched.Body);
        if (root is null || Linkset.Read(root, directory.Url) is not { } entries)
        {
            return (null, [], problem ?? $"{directory.Url} is no linkset");
        }

        var (found, notes) = (new List<BackendSource>(), new List<string>());
        foreach (var entry in entries)
        {
            if (!Origin.IsPlain(entry.Address) || !directory.Allow.Any(pattern => Origin.Matches(pattern, entry.Address)))
            {
                notes.Add($"{PlainText.Clean(entry.Address.ToString(), 200)} is in the directory, but no pattern of allow holds for it; it is left out");
            }
            else if (!found.Exists(one => Origin.Of(one.Backend.BaseUrl) == Origin.Of(entry.Address)))
            {
                found.Add(Source(entry, directory));
            }
        }

        return (found, notes, null);
    }

    private static BackendSource Source(LinksetEntry entry, BackendDirectory directory)
    {
        var address = entry.Address;
        var description = entry.Description is { } described && Origin.IsPlain(described) && Origin.Of(described) == Origin.Of(address) ? described.AbsolutePath : null;
        var backend = new Backend
        {
            Name = Name(entry.Title) ?? $"{address.IdnHost}-{address.Port}",
            BaseUrl = new Uri(address.GetLeftPart(UriPartial.Authority)),
            Generation = directory.Generation,
            IsTrusted = directory.IsTrusted,
            HealthPath = entry.Health ?? "/health",
        };
        return new BackendSource(backend, description, null, null, []);
    }

    private static string? Name(string? title)
    {
        var name = title is null ? "" : IntentKey.Of("x", title)[2..].Replace('_', '-');
        return name is "" or "x" ? null : name;
    }
}
