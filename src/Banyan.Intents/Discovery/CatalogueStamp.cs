namespace Banyan.Intents.Discovery;

/// <summary>That a catalogue was in force.</summary>
/// <param name="Version"><c>sha256:</c> and the hash of its intents.</param>
/// <param name="CreatedAt">When it first came into force.</param>
public sealed record CatalogueStamp(string Version, DateTimeOffset CreatedAt);
