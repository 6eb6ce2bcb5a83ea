using Dapper;
using Shop.Kit;
using Shop.Kit.Seeding;
using Shop.Modern;
using Shop.Modern.People;

namespace Shop.Users;

/// <summary>The users service.</summary>
public static class UsersApp
{
    public const int Port = 8092;

    private const string Select =
        "SELECT customer_id AS CustomerId, email AS Email, name AS Name, phone AS Phone, street AS Street, city AS City, zip AS Zip, status AS Status FROM customers";

    public static WebApplication Build(ServiceOptions options)
    {
        var app = ModernApp.Create(options, "users-api", typeof(UsersApp).Assembly, (db, _) => db.Execute(
            "INSERT INTO customers (customer_id, email, name, phone, street, city, zip) VALUES (@Id, @Email, @Name, @Phone, @Street, @City, @Zip)",
            ShopSeed.Customers.Select(one => new { one.Id, one.Email, one.Name, one.Phone, one.Address.Street, one.Address.City, one.Address.Zip })), isDirectory: true);
        app.MapGet("/customers", (string email, HttpContext context, Store store) =>
            Person.May(context, email, "users:read:any") && store.Read(db => db.QuerySingleOrDefault<Customer>($"{Select} WHERE email = lower(@email)", new { email })) is { } found
                ? Results.Json(found)
                : NotThere());
        app.MapPut("/customers/{customerId}/address", (string customerId, NewAddress address, HttpContext context, OnceOnly once) =>
            !Person.May(context, customerId, "users:write:any") ? NotThere() : once.Write(context, address, db => Changes.Move(db, customerId, address)));
        app.MapPost("/customers/{customerId}/close", (string customerId, HttpContext context, OnceOnly once, TimeProvider clock) =>
            !Person.May(context, customerId, "users:write:any") ? NotThere() : once.Write(context, customerId, db => Changes.Close(db, customerId, clock.GetUtcNow())));
        return app;
    }

    // Another's record reads like none.
    private static IResult NotThere() => Results.Problem("There is no such customer.", statusCode: 404);
}
