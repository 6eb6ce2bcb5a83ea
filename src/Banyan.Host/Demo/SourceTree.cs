namespace Banyan.Host.Demo;

/// <summary>The built samples beside a built host: a demo needs the source tree it was built from.</summary>
/// <param name="Shop">Folder of the Shop's own files.</param>
/// <param name="Bin">Folder of everything that was built.</param>
/// <param name="Flavour">Debug or release, as the host itself.</param>
internal sealed record SourceTree(string Shop, string Bin, string Flavour)
{
    /// <summary>Looks upwards from the program; null outside a source tree.</summary>
    public static SourceTree? Find(string from)
    {
        var flavour = Path.GetFileName(Path.TrimEndingDirectorySeparator(from));
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var shop = Path.Combine(folder.FullName, "samples", "Shop");
            if (File.Exists(Path.Combine(shop, "shop.banyan.yaml")))
            {
                return new SourceTree(shop, Path.Combine(folder.FullName, "artifacts", "bin"), flavour);
            }
        }

        return null;
    }

    /// <summary>The program of a service, as <c>Orders</c>.</summary>
    public string Program(string service) => Path.Combine(Bin, $"Shop.{service}", Flavour, $"Shop.{service}.dll");
}
