using Banyan.Intents.Discovery.Fetching;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>What the loop works with.</summary>
/// <param name="Keeper">The catalogue.</param>
/// <param name="Directories">The directories.</param>
/// <param name="Fetch">How documents are asked for.</param>
/// <param name="Shelf">What is kept beyond this process.</param>
internal sealed record DiscoveryParts(CatalogueKeeper Keeper, DirectoryBook Directories, DiscoveryFetch Fetch, CatalogueShelf Shelf);
