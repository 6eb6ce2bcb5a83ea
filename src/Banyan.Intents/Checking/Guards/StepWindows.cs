using System.Collections.Concurrent;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Guards;

/// <summary>How many steps a person may have done, and a backend be asked for, in a minute. Thread-safe; kept in this process.</summary>
/// <remarks>A person: twenty times the messages they may send. A backend: its calls per second over the minute; the even pace within is the executor's.</remarks>
internal sealed class StepWindows(TimeProvider time, IIntentSettings settings)
{
    private const int StepsPerMessage = 20;

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _taken = new(StringComparer.Ordinal);

    /// <summary>The window.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Which ceiling another step would pass, in words; null when none.</summary>
    public string? Over(Subject subject, Intent intent)
    {
        if (Count(PersonKey(subject)) >= settings.Current.Limits.MessagesPerMinute * StepsPerMessage)
        {
            return "Too much was asked for in a minute; wait a moment.";
        }

        return BackendOf(intent) is { } backend && Count(BackendKey(backend)) >= backend.RequestsPerSecond * Window.TotalSeconds ? "That service is asked for too much just now; wait a moment." : null;
    }

    /// <summary>Counts a step that goes ahead.</summary>
    public void Take(Subject subject, Intent intent)
    {
        Add(PersonKey(subject));
        if (BackendOf(intent) is { } backend)
        {
            Add(BackendKey(backend));
        }
    }

    // Which side is asked is settled later; the one that is preferred stands for both.
    private static Backend? BackendOf(Intent intent) => (intent.Modern ?? intent.Legacy)?.Backend;

    private static string PersonKey(Subject subject) => $"person\n{subject.Tenant}\n{subject.Id}";

    private static string BackendKey(Backend backend) => $"backend\n{backend.Name}";

    private int Count(string key)
    {
        if (!_taken.TryGetValue(key, out var taken))
        {
            return 0;
        }

        lock (taken)
        {
            Forget(taken);
            return taken.Count;
        }
    }

    private void Add(string key)
    {
        if (_taken.Count > ForeignIds.MaxPersons)
        {
            foreach (var (old, queue) in _taken)
            {
                lock (queue)
                {
                    Forget(queue);
                    if (queue.Count == 0)
                    {
                        _taken.TryRemove(old, out _);
                    }
                }
            }
        }

        var taken = _taken.GetOrAdd(key, _ => new Queue<DateTimeOffset>());
        lock (taken)
        {
            Forget(taken);
            taken.Enqueue(time.GetUtcNow());
        }
    }

    private void Forget(Queue<DateTimeOffset> taken)
    {
        var since = time.GetUtcNow() - Window;
        while (taken.TryPeek(out var at) && at <= since)
        {
            taken.Dequeue();
        }
    }
}
