using System.Collections.Concurrent;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Guards;

/// <summary>Counts the records of others, or of nobody, that a person names: more than ten distinct ones in ten minutes close the family for them. Thread-safe.</summary>
/// <remarks>Kept in this process: on several nodes a person has as many windows. Persons are bounded; the oldest window goes first.</remarks>
internal sealed class ForeignIds(TimeProvider time)
{
    /// <summary>Distinct ids that are forgiven.</summary>
    public const int Forgiven = 10;

    /// <summary>Persons remembered.</summary>
    public const int MaxPersons = 20_000;

    private readonly ConcurrentDictionary<(string Tenant, string Subject, string Family), Dictionary<string, DateTimeOffset>> _seen = new();

    /// <summary>The window.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether a family of intents is closed for a person now.</summary>
    public bool IsBlocked(Subject subject, string family)
    {
        if (!_seen.TryGetValue(Key(subject, family), out var ids))
        {
            return false;
        }

        lock (ids)
        {
            Forget(ids);
            return ids.Count > Forgiven;
        }
    }

    /// <summary>Counts one id that was not the person's.</summary>
    public void Count(Subject subject, string family, string id)
    {
        if (_seen.Count > MaxPersons)
        {
            Shrink();
        }

        var ids = _seen.GetOrAdd(Key(subject, family), _ => new Dictionary<string, DateTimeOffset>(StringComparer.OrdinalIgnoreCase));
        lock (ids)
        {
            Forget(ids);

            // Beyond the limit nothing is looked up any more, so this many are enough.
            if (ids.Count <= Forgiven || ids.ContainsKey(id))
            {
                ids[id] = time.GetUtcNow();
            }
        }
    }

    private void Forget(Dictionary<string, DateTimeOffset> ids)
    {
        var since = time.GetUtcNow() - Window;
        foreach (var id in ids.Where(pair => pair.Value <= since).Select(pair => pair.Key).ToList())
        {
            ids.Remove(id);
        }
    }

    private void Shrink()
    {
        foreach (var (key, ids) in _seen)
        {
            lock (ids)
            {
                Forget(ids);
                if (ids.Count == 0)
                {
                    _seen.TryRemove(key, out _);
                }
            }
        }
    }

    private static (string Tenant, string Subject, string Family) Key(Subject subject, string family) => (subject.Tenant, subject.Id, family);
}
