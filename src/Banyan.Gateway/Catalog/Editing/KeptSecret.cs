namespace Banyan.Gateway.Catalog.Editing;

/// <summary>A provider's key as it is written down within an encrypted file.</summary>
internal sealed record KeptSecret(string Provider, string Name, string Origin, string? Value);
