using Banyan.Gateway.Spine;
using Banyan.Intents.Settings.Deciding;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Settings;

/// <summary>The settings of the configuration in force, and over them what operators decided; read again when either changes. Thread-safe.</summary>
internal sealed class LiveIntentSettings(IntentHosting hosting) : IIntentSettings, ICatalogObserver
{
    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];
    private IntentSettings _file = new() { IsDemo = hosting.IsDemo };
    private IReadOnlyList<OperatorDecision> _decisions = [];
    private volatile IntentSettings _current = new() { IsDemo = hosting.IsDemo };

    /// <inheritdoc />
    public IntentSettings Current => _current;

    /// <summary>Puts a snapshot's section in force; also called once at the start.</summary>
    public void Applied(CatalogSnapshot snapshot)
    {
        var file = IntentSettingsReader.Read(snapshot.Intents, hosting.Folder, hosting.IsDemo);
        lock (_gate)
        {
            _file = file;
        }

        Merge();
    }

    /// <summary>Puts what operators decided in force; the same decisions once more change nothing.</summary>
    public void Decided(IReadOnlyList<OperatorDecision> decisions)
    {
        OperatorDecision[] sorted = [.. decisions.OrderBy(one => one.At).ThenBy(one => one.Kind).ThenBy(one => one.Key, StringComparer.Ordinal)];
        lock (_gate)
        {
            if (sorted.SequenceEqual(_decisions))
            {
                return;
            }

            _decisions = sorted;
        }

        Merge();
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

    private void Merge()
    {
        Action[] listeners;
        lock (_gate)
        {
            _current = DecisionMerge.Over(_file, _decisions);
            listeners = [.. _listeners];
        }

        foreach (var changed in listeners)
        {
            changed();
        }
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
