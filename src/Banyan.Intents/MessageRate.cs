using System.Collections.Concurrent;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>Messages of a person within the last minute. Thread-safe; people who have been silent for a minute are forgotten.</summary>
internal sealed class MessageRate(IIntentSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Tenant, string Id), Queue<long>> _sent = [];
    private long _swept = time.GetTimestamp();

    /// <summary>Counts a message.</summary>
    /// <returns>False when it is one too many; it is not counted then.</returns>
    public bool TryCount(Subject subject)
    {
        var now = time.GetTimestamp();
        Sweep(now);
        var times = _sent.GetOrAdd((subject.Tenant, subject.Id), static _ => []);
        lock (times)
        {
            while (times.TryPeek(out var first) && time.GetElapsedTime(first, now) >= Window)
            {
                times.Dequeue();
            }

            if (times.Count >= settings.Current.Limits.MessagesPerMinute)
            {
                return false;
            }

            times.Enqueue(now);
            return true;
        }
    }

    private void Sweep(long now)
    {
        var swept = Volatile.Read(ref _swept);
        if (time.GetElapsedTime(swept, now) < Window || Interlocked.CompareExchange(ref _swept, now, swept) != swept)
        {
            return;
        }

        foreach (var (person, times) in _sent)
        {
            lock (times)
            {
                if (times.Count == 0 || time.GetElapsedTime(times.Last(), now) >= Window)
                {
                    _sent.TryRemove(KeyValuePair.Create(person, times));
                }
            }
        }
    }
}
