namespace Banyan.Wire.Hub;

/// <summary>A caller's wish that the prompt up to here be kept in the provider's cache.</summary>
/// <param name="Ttl">How long, as <c>5m</c> or <c>1h</c>; null for the provider's default.</param>
/// <param name="At">Pointer to the marker in the caller's body.</param>
public sealed record HubCacheMarker(string? Ttl, string At);
