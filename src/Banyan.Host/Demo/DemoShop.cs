using System.Globalization;

namespace Banyan.Host.Demo;

/// <summary>The four services of the Shop as child processes: started, awaited until they listen, and ended with this one, however it ends.</summary>
internal sealed class DemoShop : IAsyncDisposable
{
    /// <summary>In this order: the others announce themselves at Users.</summary>
    private static readonly (string Service, int Port)[] Services = [("Users", 8092), ("Legacy", 8091), ("Orders", 8093), ("Shipping", 8094)];

    private readonly string _data = Directory.CreateTempSubdirectory("banyan-shop-").FullName;
    private readonly List<ShopChild> _children = [];

    private DemoShop()
    {
    }

    /// <summary>Usual port to actual address.</summary>
    public IReadOnlyDictionary<int, Uri> Addresses => _children.ToDictionary(child => child.UsualPort, child => child.Address);

    /// <summary>The children, for people: service, address, process.</summary>
    public IEnumerable<string> Lines => _children.Select(child => string.Create(CultureInfo.InvariantCulture, $"  {child.Service,-9} {child.Address}  process {child.ProcessId}"));

    /// <summary>Starts the four; all listen when this ends.</summary>
    /// <exception cref="DemoException">One of them did not start; those that did have ended again.</exception>
    public static async Task<DemoShop> StartAsync(SourceTree tree, bool hasUsualPorts)
    {
        var shop = new DemoShop();
        try
        {
            foreach (var (service, port) in Services)
            {
                var directory = shop._children.FirstOrDefault()?.Address ?? new Uri($"http://127.0.0.1:{port}");
                var order = new ShopOrder(service, port, hasUsualPorts ? port : 0, Path.Combine(shop._data, $"{service}.db"), directory);
                shop._children.Add(await ShopChild.StartAsync(tree, order));
            }

            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts the actual addresses into the Shop's configuration.</summary>
    public string Place(string configuration) => Addresses.Aggregate(
        configuration, (text, at) => text.Replace($"http://127.0.0.1:{at.Key}", at.Value.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_children.Select(child => child.DisposeAsync().AsTask()));
        Directory.Delete(_data, recursive: true);
    }
}
