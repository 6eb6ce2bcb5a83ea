using System.Collections.Concurrent;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Reading;

/// <summary>Records read in a run, for a minute at most: proofs need no second call for what a step just read. A write forgets its family.</summary>
internal sealed class RunCache(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Kept>> _runs = new(StringComparer.Ordinal);

    /// <summary>What was read; null when nothing was, or it is too old.</summary>
    public OwnedRead? Find(string runId, Intent intent, JsonElement arguments) =>
        _runs.TryGetValue(runId, out var kept) && kept.TryGetValue(Key(intent, arguments), out var found) && time.GetElapsedTime(found.At) < Life ? found.Read : null;

    /// <summary>Keeps what was read.</summary>
    public void Keep(string runId, Intent intent, JsonElement arguments, OwnedRead read) =>
        _runs.GetOrAdd(runId, static _ => new(StringComparer.Ordinal))[Key(intent, arguments)] = new Kept(read, time.GetTimestamp());

    /// <summary>Forgets a family's records, for they were changed.</summary>
    public void Forget(string runId, string family)
    {
        if (_runs.TryGetValue(runId, out var kept))
        {
            foreach (var key in kept.Keys.Where(key => key.StartsWith(family + ".", StringComparison.Ordinal)))
            {
                kept.TryRemove(key, out _);
            }
        }
    }

    /// <summary>Forgets a run.</summary>
    public void Forget(string runId) => _runs.TryRemove(runId, out _);

    private static string Key(Intent intent, JsonElement arguments) => intent.Key + " " + CanonicalJson.Text(arguments);

    private sealed record Kept(OwnedRead Read, long At);
}
