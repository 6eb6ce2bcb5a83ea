using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Migration;

/// <summary>Settings and a catalogue that a test sets.</summary>
internal sealed class TestSettings : IIntentSettings, IIntentCatalogue
{
    public IntentSettings Current { get; set; } = new();

    public IntentCatalogue Catalogue { get; set; } = IntentCatalogue.Empty;

    IntentCatalogue IIntentCatalogue.Current => Catalogue;

    public void Stage(string intent, Stage stage, double percent = 0, double sample = 1) =>
        Current = Current with { Stages = new Dictionary<string, StageSetting>(Current.Stages, StringComparer.Ordinal) { [intent] = new(stage, percent, sample) } };

    public IDisposable OnChange(Action changed) => throw new NotSupportedException("Routes read the settings at every call.");

    public IntentCatalogue? Find(string version) => null;

    public void Suspect(Backend backend)
    {
    }
}
