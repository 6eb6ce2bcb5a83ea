namespace Banyan.Gateway.Attempts;

/// <summary>Who is told of circuits that changed. Thread-safe.</summary>
internal sealed class CircuitWatchers
{
    private readonly Lock _gate = new();
    private Action<string, string?>[] _all = [];

    /// <summary>Tells everybody.</summary>
    public void Tell(string provider, string? model)
    {
        foreach (var watcher in Volatile.Read(ref _all))
        {
            watcher(provider, model);
        }
    }

    /// <summary>Adds one until the result is disposed.</summary>
    public IDisposable Add(Action<string, string?> changed)
    {
        lock (_gate)
        {
            _all = [.. _all, changed];
        }

        return new Watching(this, changed);
    }

    private void Remove(Action<string, string?> changed)
    {
        lock (_gate)
        {
            _all = [.. _all.Where(one => one != changed)];
        }
    }

    private sealed class Watching(CircuitWatchers watchers, Action<string, string?> changed) : IDisposable
    {
        public void Dispose() => watchers.Remove(changed);
    }
}
