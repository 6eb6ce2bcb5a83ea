namespace Banyan.Intents.Spine;

/// <summary>Gives the intents in force. Implemented by Discovery.</summary>
internal interface IIntentCatalogue
{
    /// <summary>The catalogue in force now; swapped atomically.</summary>
    IntentCatalogue Current { get; }

    /// <summary>An earlier catalogue that plans may still be pinned to; null when it is no longer kept.</summary>
    IntentCatalogue? Find(string version);

    /// <summary>Tells that a known operation answered 404, 405, 410 or 501: the backend is asked again soon. Returns at once.</summary>
    void Suspect(Backend backend);
}
