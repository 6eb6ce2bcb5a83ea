namespace Banyan.Intents.Spine;

/// <summary>Asks a backend's health path once. Implemented by Running; Migration asks in the background.</summary>
internal interface IHealthProbe
{
    /// <summary>Asks, within two seconds.</summary>
    /// <returns>True on 2xx; false on 5xx, no connection or no answer; null when the answer says nothing, as a 404 of a backend without that path.</returns>
    ValueTask<bool?> IsWellAsync(Backend backend, CancellationToken cancellationToken);
}
