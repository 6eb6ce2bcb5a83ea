using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Fetching;
using Banyan.Intents.Discovery.Reading;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>What directories name. One that can't be read keeps what it named before, across a restart too. Used by the loop alone.</summary>
internal sealed class DirectoryBook(DiscoveryFetch fetch, TimeProvider time)
{
    private readonly Dictionary<string, (IReadOnlyList<BackendSource> Found, DateTimeOffset DueAt)> _known = new(StringComparer.Ordinal);

    /// <summary>All backends found, in the order of the directories.</summary>
    public IReadOnlyList<BackendSource> Found(IReadOnlyList<BackendDirectory> directories) =>
        [.. directories.SelectMany(directory => _known.TryGetValue(Name(directory), out var known) ? known.Found.Where(one => IsAllowed(one, directory)).Select(one => Under(one, directory)) : [])];

    /// <summary>When the next directory is to be read.</summary>
    public DateTimeOffset NextDue(IReadOnlyList<BackendDirectory> directories) =>
        directories.Select(directory => _known.TryGetValue(Name(directory), out var known) ? known.DueAt : DateTimeOffset.MinValue).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();

    /// <summary>Makes every directory due.</summary>
    public void MakeDue()
    {
        foreach (var name in _known.Keys.ToList())
        {
            _known[name] = (_known[name].Found, DateTimeOffset.MinValue);
        }
    }

    /// <summary>Puts in what was kept.</summary>
    public void Load(IEnumerable<StoredAnswer> stored, IReadOnlyList<BackendDirectory> directories)
    {
        foreach (var directory in directories)
        {
            if (stored.FirstOrDefault(one => one.Backend == Name(directory)) is { } kept)
            {
                _known[Name(directory)] = (Read(kept.Json, directory), DateTimeOffset.MinValue);
            }
        }
    }

    /// <summary>Reads the directories that are due.</summary>
    /// <returns>What to keep, and what was left out or went wrong.</returns>
    public async Task<(IReadOnlyList<StoredAnswer> Kept, IReadOnlyList<string> Notes)> ReadDueAsync(IntentSettings settings, CancellationToken cancellationToken)
    {
        var (kept, notes) = (new List<StoredAnswer>(), new List<string>());
        foreach (var directory in settings.Directories.Where(directory => NextDue([directory]) <= time.GetUtcNow()))
        {
            var (found, left, problem) = await DirectoryReader.ReadAsync(fetch, directory, cancellationToken);
            var now = time.GetUtcNow();
            notes.AddRange(left);
            if (found is null)
            {
                notes.Add(problem!);
                _known[Name(directory)] = (_known.TryGetValue(Name(directory), out var before) ? before.Found : [], Schedule.AfterProblem(now));
                continue;
            }

            _known[Name(directory)] = (found, Schedule.AfterAnswer(now, null, settings.DiscoverEvery));
            kept.Add(new StoredAnswer(Name(directory), Origin.Of(directory.Url), Write(found), now));
        }

        return (kept, notes);
    }

    private static string Name(BackendDirectory directory) => $"directory:{directory.Url}";

    /// <summary>What was found under an earlier setting counts only as far as the setting in force goes.</summary>
    private static bool IsAllowed(BackendSource one, BackendDirectory directory) => directory.Allow.Any(pattern => Origin.Matches(pattern, one.Backend.BaseUrl));

    private static BackendSource Under(BackendSource one, BackendDirectory directory) => one with { Backend = one.Backend with { Generation = directory.Generation, IsTrusted = directory.IsTrusted } };

    private static string Write(IReadOnlyList<BackendSource> found) => JsonTree.Canonical(new JsonObject
    {
        ["found"] = new JsonArray([.. found.Select(one => (JsonNode)new JsonObject { ["name"] = one.Backend.Name, ["baseUrl"] = one.Backend.BaseUrl.ToString(), ["openapi"] = one.OpenApi, ["health"] = one.Backend.HealthPath })]),
    });

    private static List<BackendSource> Read(string json, BackendDirectory directory)
    {
        try
        {
            return [.. (JsonNode.Parse(json)?["found"] as JsonArray ?? []).Select(one => Source(one, directory)).OfType<BackendSource>()];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static BackendSource? Source(JsonNode? one, BackendDirectory directory) =>
        ValueRules.Text(one?["name"]) is { } name && Uri.TryCreate(ValueRules.Text(one?["baseUrl"]), UriKind.Absolute, out var address) && Origin.IsPlain(address)
            ? new BackendSource(
                new Backend { Name = name, BaseUrl = address, Generation = directory.Generation, IsTrusted = directory.IsTrusted, HealthPath = ValueRules.Text(one?["health"]) ?? "/health" },
                ValueRules.Text(one?["openapi"]), null, null, [])
            : null;
}
