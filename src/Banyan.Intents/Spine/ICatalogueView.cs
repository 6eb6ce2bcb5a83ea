namespace Banyan.Intents.Spine;

/// <summary>Shows how the catalogue came about: for the board, the API and the console. Implemented by Discovery.</summary>
internal interface ICatalogueView
{
    /// <summary>The state now; swapped atomically.</summary>
    CatalogueView Current { get; }

    /// <summary>Tells of a change. The callback must return at once.</summary>
    IDisposable OnChange(Action changed);

    /// <summary>Asks every backend and directory again soon. Returns at once.</summary>
    void Rediscover();
}
