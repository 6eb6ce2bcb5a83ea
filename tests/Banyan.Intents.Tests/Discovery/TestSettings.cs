using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Discovery;

/// <summary>Settings a test changes.</summary>
internal sealed class TestSettings : IIntentSettings
{
    private readonly List<Action> _listeners = [];

    public IntentSettings Current { get; private set; } = new();

    public IDisposable OnChange(Action changed)
    {
        _listeners.Add(changed);
        return new Nothing();
    }

    public void Change(Func<IntentSettings, IntentSettings> change)
    {
        Current = change(Current);
        _listeners.ToList().ForEach(changed => changed());
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
