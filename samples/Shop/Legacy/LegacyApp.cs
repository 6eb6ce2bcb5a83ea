using Shop.Kit;
using Shop.Kit.Seeding;

namespace Shop.Legacy;

/// <summary>The monolith: one program for everything.</summary>
public static class LegacyApp
{
    public const int Port = 8091;

    public static WebApplication Build(ServiceOptions options)
    {
        var assembly = typeof(LegacyApp).Assembly;
        var today = DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime);
        var store = new Store(options.File, Resource.Text(assembly, "schema.sql"), connection => Filling.Fill(connection, new ShopSeed(today)));
        var app = ServiceHost.Create(options, store);
        var document = Resource.Text(assembly, "openapi.json");
        app.MapGet("/openapi.json", () => Results.Text(document, "application/json"));
        CustomerOperations.Map(app);
        OrderOperations.Map(app);
        OrderChanges.Map(app);
        ShipOperations.Map(app);
        return app;
    }
}
