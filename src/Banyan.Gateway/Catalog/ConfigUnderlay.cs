namespace Banyan.Gateway.Catalog;

/// <summary>A document under the configuration: its sections hold where the configuration has none of that name.</summary>
/// <param name="Text">YAML.</param>
/// <param name="Folder">Where the files it names are.</param>
public sealed record ConfigUnderlay(string Text, string Folder);
