using System.Collections.Immutable;

namespace Banyan.Storage.Notices;

/// <summary>Who listens to what, in this process. Thread-safe.</summary>
internal sealed class Listeners
{
    private ImmutableList<Listener> _all = [];

    /// <summary>Adds one until it is disposed.</summary>
    public IDisposable Add(string topic, Action<string> heard)
    {
        var listener = new Listener(this, topic, heard);
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), listener);
        return listener;
    }

    /// <summary>Tells all that listen to a topic.</summary>
    public void Tell(string topic, string text)
    {
        foreach (var listener in Volatile.Read(ref _all))
        {
            if (listener.Topic == topic)
            {
                listener.Heard(text);
            }
        }
    }

    private sealed class Listener(Listeners owner, string topic, Action<string> heard) : IDisposable
    {
        public string Topic => topic;

        public void Heard(string text) => heard(text);

        public void Dispose() => ImmutableInterlocked.Update(ref owner._all, static (all, one) => all.Remove(one), this);
    }
}
