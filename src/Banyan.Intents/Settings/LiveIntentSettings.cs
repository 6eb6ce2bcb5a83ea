using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Settings;

/// <summary>The settings of the configuration in force; read again when the catalogue swaps its snapshot. Thread-safe.</summary>
internal sealed class LiveIntentSettings(IntentHosting hosting) : IIntentSettings, ICatalogObserver
{
    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];
    private volatile IntentSettings _current = new() { IsDemo = hosting.IsDemo };

    /// <inheritdoc />
    public IntentSettings Current => _current;

    /// <summary>Puts a snapshot's section in force; also called once at the start.</summary>
    public void Applied(CatalogSnapshot snapshot)
    {
        _current = IntentSettingsReader.Read(snapshot.Intents, hosting.Folder, hosting.IsDemo);
        Action[] listeners;
        lock (_gate)
        {
            listeners = [.. _listeners];
        }

        foreach (var changed in listeners)
        {
            changed();
        }
    }

    /// <inheritdoc />
    public void Rejected(string summary, int errors)
    {
        // The snapshot before stays in force, and these settings with it.
    }

    /// <inheritdoc />
    public IDisposable OnChange(Action changed)
    {
        lock (_gate)
        {
            _listeners.Add(changed);
        }

        return new Listener(this, changed);
    }

    private sealed class Listener(LiveIntentSettings owner, Action changed) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._listeners.Remove(changed);
            }
        }
    }
}
