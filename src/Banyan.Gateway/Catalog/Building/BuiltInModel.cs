using Banyan.Gateway.Catalog.Document;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>A model of the built-in catalogue.</summary>
/// <param name="Name">Its name at the provider.</param>
/// <param name="Settings">Its settings, bound as those of a configuration.</param>
/// <param name="AsOf">When its list price was read; null when it has none or is free for good.</param>
internal sealed record BuiltInModel(string Name, ConfigNode Settings, DateOnly? AsOf);
