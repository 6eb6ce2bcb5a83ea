namespace Banyan.Intents.Spine;

/// <summary>Gives the orchestrator's settings in force; hot.</summary>
internal interface IIntentSettings
{
    /// <summary>The settings in force now.</summary>
    IntentSettings Current { get; }

    /// <summary>Tells of a change. The callback must return at once.</summary>
    IDisposable OnChange(Action changed);
}
