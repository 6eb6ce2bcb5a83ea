using Microsoft.AspNetCore.Builder;
using Shop.Kit;
using Shop.Legacy;
using Shop.Loyalty;
using Shop.Modern;
using Shop.Orders;
using Shop.Shipping;
using Shop.Users;

namespace Shop.Launcher;

/// <summary>The services of the Shop in one process, each with its own server and database. Services can be stopped and started one by one; they come back on the port they had, with their data.</summary>
public sealed class RunningShop(ShopPlaces places) : IAsyncDisposable
{
    private static readonly Dictionary<string, (int Port, Func<ServiceOptions, WebApplication> Build)> Known = new(StringComparer.Ordinal)
    {
        ["legacy"] = (LegacyApp.Port, LegacyApp.Build),
        ["users"] = (UsersApp.Port, UsersApp.Build),
        ["orders"] = (OrdersApp.Port, OrdersApp.Build),
        ["shipping"] = (ShippingApp.Port, ShippingApp.Build),
        ["loyalty"] = (LoyaltyApp.Port, LoyaltyApp.Build),
    };

    /// <summary>The four that make the Shop; loyalty comes later.</summary>
    private static readonly string[] AtFirst = ["legacy", "users", "orders", "shipping"];

    private readonly Dictionary<string, WebApplication> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Uri> _addresses = new(StringComparer.Ordinal);

    /// <summary>Where the services are, by name, also those that are stopped.</summary>
    public IReadOnlyDictionary<string, Uri> Addresses => _addresses;

    /// <summary>Starts the four; they answer when this ends.</summary>
    public async Task StartAsync()
    {
        foreach (var name in AtFirst)
        {
            await StartAsync(name);
        }
    }

    /// <summary>Starts one: <c>legacy</c>, <c>users</c>, <c>orders</c>, <c>shipping</c> or <c>loyalty</c>. It stands in the directory when this ends, if the directory is there.</summary>
    public async Task StartAsync(string name)
    {
        var (port, build) = Known[name];
        var app = build(new ServiceOptions
        {
            Name = name,
            Url = _addresses.TryGetValue(name, out var before) ? before.GetLeftPart(UriPartial.Authority) : $"http://127.0.0.1:{(places.HasUsualPorts ? port : 0)}",
            File = Path.Combine(places.Folder, $"{name}.db"),
            Directory = _addresses.GetValueOrDefault("users", new Uri($"http://127.0.0.1:{UsersApp.Port}")),
            Clock = places.Clock,
            Banyan = places.Banyan,
        });
        await app.StartAsync();
        _running[name] = app;
        _addresses[name] = new Uri(app.Urls.First());
        await ModernApp.AnnouncedAsync(app);
    }

    /// <summary>Stops one; its port refuses connections until it is started again.</summary>
    public async Task StopAsync(string name)
    {
        if (_running.Remove(name, out var app))
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _running.Keys.Reverse().ToList())
        {
            await StopAsync(name);
        }

        if (Directory.Exists(places.Folder))
        {
            Directory.Delete(places.Folder, recursive: true);
        }
    }
}
