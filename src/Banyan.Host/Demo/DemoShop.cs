using System.Globalization;

namespace Banyan.Host.Demo;

/// <summary>The four services of the Shop as child processes: started, awaited until they listen, and ended with this one, however it ends.</summary>
internal sealed class DemoShop : IAsyncDisposable
{
    /// <summary>The first before the others: they announce themselves there.</summary>
    private static readonly (string Service, int Port)[] Services = [("Users", 8092), ("Legacy", 8091), ("Orders", 8093), ("Shipping", 8094)];

    private readonly string _data = Directory.CreateTempSubdirectory("banyan-shop-").FullName;
    private readonly List<ShopChild> _children = [];

    private DemoShop()
    {
    }

    /// <summary>Usual port to actual address.</summary>
    public IReadOnlyDictionary<int, Uri> Addresses => _children.ToDictionary(child => child.UsualPort, child => child.Address);

    /// <summary>The children, for people: service, address, process.</summary>
    public IEnumerable<string> Lines => _children.Select(child => string.Create(CultureInfo.InvariantCulture, $"  {child.Service,-9} {child.Address.GetLeftPart(UriPartial.Authority)}  process {child.ProcessId}"));

    /// <summary>Starts the four; all listen when this ends.</summary>
    /// <exception cref="DemoException">One of them did not start; those that did have ended again.</exception>
    public static async Task<DemoShop> StartAsync(SourceTree tree, bool hasUsualPorts)
    {
        var shop = new DemoShop();
        try
        {
            var orders = Services.Select(one => new ShopOrder(one.Service, one.Port, hasUsualPorts ? one.Port : 0, Path.Combine(shop._data, $"{one.Service}.db"), new Uri($"http://127.0.0.1:{Services[0].Port}"))).ToList();
            await shop.StartAsync(tree, orders[..1]);
            await shop.StartAsync(tree, [.. orders[1..].Select(order => order with { Directory = shop._children[0].Address })]);
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

    /// <summary>Starts some at once. Waits for all of them also when one fails, so that none is forgotten.</summary>
    private async Task StartAsync(SourceTree tree, IReadOnlyList<ShopOrder> orders)
    {
        DemoException? broken = null;
        foreach (var starting in orders.Select(order => ShopChild.StartAsync(tree, order)).ToList())
        {
            try
            {
                _children.Add(await starting);
            }
            catch (DemoException failed)
            {
                broken ??= failed;
            }
        }

        if (broken is not null)
        {
            throw broken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_children.Select(child => child.DisposeAsync().AsTask()));
        Directory.Delete(_data, recursive: true);
    }
}
