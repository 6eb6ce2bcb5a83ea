using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>The way through a door: key and body.</summary>
internal sealed class DoorEntry(ICatalog catalog, KeyRing keys)
{
    /// <summary>The configuration in force.</summary>
    public CatalogSnapshot Catalog => catalog.Current;

    /// <summary>Turns the presented key into a caller; the refusal is the same whatever is wrong with it.</summary>
    public CallerVerdict Authenticate(HttpContext http) => keys.Find(PresentedKey.Of(http.Request.Headers));

    /// <summary>Reads the body up to the bound.</summary>
    public ValueTask<(RequestBody? Body, Failure? Refused)> ReadAsync(HttpContext http) => RequestBody.ReadAsync(http, catalog.Current.MaxBodyBytes);
}
