namespace Banyan.Storage.Envelope;

/// <summary>A tenant's key of one version.</summary>
/// <param name="Version">Counts up from 1 within a tenant.</param>
/// <param name="Key">32 bytes.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record DataKey(int Version, byte[] Key, DateTimeOffset CreatedAt);
