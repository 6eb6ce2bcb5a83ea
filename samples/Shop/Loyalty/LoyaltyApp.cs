using Dapper;
using Shop.Kit;
using Shop.Kit.Seeding;
using Shop.Modern;

namespace Shop.Loyalty;

/// <summary>The loyalty service: not part of the Shop at first. Started, it announces itself in the directory, and points move over from the monolith.</summary>
public static class LoyaltyApp
{
    public const int Port = 8095;

    public static WebApplication Build(ServiceOptions options)
    {
        var app = ModernApp.Create(options, "loyalty-api", typeof(LoyaltyApp).Assembly, (db, _) =>
            db.Execute("INSERT INTO points VALUES (@Id, @Email, @Points)", ShopSeed.Customers));
        app.MapGet("/points/{customerId}", (string customerId, Store store, TimeProvider clock) => Find(customerId, store, clock));
        return app;
    }

    private static IResult Find(string customerId, Store store, TimeProvider clock)
    {
        var (email, points) = store.Read(db => db.QuerySingleOrDefault<(string?, long)>("SELECT customer_email, points FROM points WHERE customer_id = @customerId", new { customerId }));
        return email is null
            ? Results.Problem("There is no such customer.", statusCode: 404)
            : Results.Json(new { customerEmail = email, points, tier = points >= 2000 ? "gold" : points >= 1000 ? "silver" : "bronze", expiresOn = new DateOnly(clock.GetUtcNow().Year, 12, 31) });
    }
}
