using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Flow;

/// <summary>Settings that never change.</summary>
internal sealed class FixedSettings(IntentSettings settings) : IIntentSettings
{
    public IntentSettings Current => settings;

    public IDisposable OnChange(Action changed) => new MemoryStream();
}
