using System.Text.Json;
using Banyan.Intents.Discovery.Fetching;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Mapping;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;
using Shop.Launcher;

namespace Banyan.Intents.Tests.Discovery;

/// <summary>The whole sample: an untouched monolith behind an overlay, three new services, and a fourth that appears in the directory.</summary>
public sealed class ShopSuite : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly RunningShop _shop;
    private readonly Rig _rig = new();

    public ShopSuite() => _shop = new RunningShop(new ShopPlaces { Folder = _folder.Path, HasUsualPorts = false });

    public async ValueTask InitializeAsync()
    {
        await _shop.StartAsync();
        var overlay = Path.Combine(RepositoryRoot(), "samples", "Shop", "legacy.overlay.yaml");
        _rig.Settings.Change(before => before with
        {
            Directories = [new BackendDirectory(new Uri(_shop.Addresses["users"], "/.well-known/api-catalog"), Generation.Modern, true, ["http://127.0.0.1:*"])],
        });
        await _rig.StartAsync(
            Rig.Source("monolith", _shop.Addresses["legacy"], Generation.Legacy) with { OpenApi = "/openapi.json", Overlay = overlay },
            Rig.Source("users-api", _shop.Addresses["users"]),
            Rig.Source("orders-api", _shop.Addresses["orders"]),
            Rig.Source("shipping-api", _shop.Addresses["shipping"]));
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _shop.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_intent_has_the_sides_the_table_says()
    {
        var view = await FreshAsync();
        view.Backends.SelectMany(backend => backend.Notes).ShouldBeEmpty();
        view.Quarantined.ShouldBeEmpty();
        view.Catalogue.Intents.Values.OrderBy(intent => intent.Key, StringComparer.Ordinal).Select(Sides).ShouldBe(
        [
            "complaints.create monolith -",
            "loyalty.points monolith -",
            "orders.cancel monolith orders-api",
            "orders.get monolith orders-api",
            "orders.list monolith orders-api",
            "orders.return monolith (orders-api lacks result refundDays)",
            "products.search monolith orders-api",
            "shipping.reschedule - shipping-api",
            "shipping.track monolith shipping-api",
            "users.close_account - users-api",
            "users.get monolith users-api",
            "users.update_address monolith users-api",
        ]);
        view.Catalogue.Intents["users.close_account"].Effect.ShouldBe(Effect.Destructive);
        view.Catalogue.Intents["users.get"].Result.Find("street")!.Word("x-banyan-sensitivity").ShouldBe("pii");
    }

    [Fact]
    public async Task Both_sides_tell_of_one_order_in_the_same_words()
    {
        var intent = (await FreshAsync()).Catalogue.Intents["orders.get"];
        var old = await ReadAsync(new Uri(_shop.Addresses["legacy"], "/order_info?order_no=1002"), intent.Legacy!);
        var fresh = await ReadAsync(new Uri(_shop.Addresses["orders"], "/orders/1002"), intent.Modern!);
        old.Faults.ShouldBeEmpty();
        fresh.Faults.ShouldBeEmpty();
        var (one, other) = (FieldMapping.Trim(old.Value, intent.Result), FieldMapping.Trim(fresh.Value, intent.Result));
        JsonElement.DeepEquals(one, other).ShouldBeTrue($"{Json.Text(one)}\n{Json.Text(other)}");
    }

    [Fact]
    public async Task A_service_that_appears_in_the_directory_is_preferred_within_its_time()
    {
        var before = await FreshAsync();
        before.Catalogue.Intents["loyalty.points"].Modern.ShouldBeNull();
        await _shop.StartAsync("loyalty");
        await _rig.PassAsync(TimeSpan.FromMinutes(5));
        var view = await _rig.UntilAsync(now => now.Catalogue.Intents["loyalty.points"].Modern is not null);
        view.Backends.Single(backend => backend.IsFound).Backend.BaseUrl.Port.ShouldBe(_shop.Addresses["loyalty"].Port);
        view.Catalogue.Intents["loyalty.points"].Modern!.Missing.ShouldBeEmpty();
        view.Quarantined.ShouldBeEmpty();
    }

    private Task<CatalogueView> FreshAsync() => _rig.UntilAsync(now => now.Backends.Count == 4 && now.Backends.All(backend => backend.State == BackendState.Fresh));

    private static string Sides(Intent intent) =>
        $"{intent.Key} {intent.Legacy?.Backend.Name ?? "-"} "
        + intent.Modern switch
        {
            null => "-",
            { IsCompatible: true } modern => modern.Backend.Name,
            var modern => $"({modern.Backend.Name} lacks {string.Join(", ", modern.Missing)})",
        };

    private static async Task<Mapped> ReadAsync(Uri address, IntentOperation side)
    {
        using var egress = new DiscoveryEgress(new AnyConnector());
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await egress.Invoker.SendAsync(request, default);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return FieldMapping.Backwards(side.Map, document.RootElement);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Banyan.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
