namespace Banyan.Intents.Discovery;

/// <summary>A catalogue as it is kept.</summary>
/// <param name="Version"><c>sha256:</c> and the hash of <paramref name="Intents"/>.</param>
/// <param name="Intents">The effective intents, a JSON list sorted by key.</param>
/// <param name="CreatedAt">When it first came into force.</param>
public sealed record StoredCatalogue(string Version, string Intents, DateTimeOffset CreatedAt);
