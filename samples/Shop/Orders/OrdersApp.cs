using Shop.Kit;
using Shop.Modern;
using Shop.Modern.People;

namespace Shop.Orders;

/// <summary>The orders service.</summary>
public static class OrdersApp
{
    public const int Port = 8093;

    private const string ReadAny = "orders:read:any";

    public static WebApplication Build(ServiceOptions options)
    {
        var app = ModernApp.Create(options, "orders-api", typeof(OrdersApp).Assembly, Filling.Fill);
        app.MapGet("/orders", (string customerId, HttpContext context, Store store) =>
            Person.May(context, customerId, ReadAny) ? Results.Json(new { orders = store.Read(db => Queries.List(db, customerId)) }) : NotThere());
        app.MapGet("/orders/{orderId}", (string orderId, HttpContext context, Store store) =>
            store.Read(db => Queries.Whole(db, orderId)) is { } order && Person.May(context, order.CustomerEmail, ReadAny) ? Results.Json(order) : NotThere());
        app.MapPost("/orders/{orderId}/cancel", (string orderId, Cancellation body, HttpContext context, OnceOnly once, Store store) =>
            IsTheirs(context, store, orderId) ? once.Write(context, body, db => Changes.Cancel(db, orderId, body)) : NotThere());
        app.MapPost("/orders/{orderId}/returns", (string orderId, ReturnRequest body, HttpContext context, OnceOnly once, Store store, TimeProvider clock) =>
            IsTheirs(context, store, orderId) ? once.Write(context, body, db => Changes.Return(db, orderId, body, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))) : NotThere());
        app.MapGet("/products", (string? query, Store store) => new { products = store.Read(db => Queries.Products(db, query ?? "")) });
        return app;
    }

    // Another's order reads like none.
    private static IResult NotThere() => Results.Problem("There is no such order.", statusCode: 404);

    private static bool IsTheirs(HttpContext context, Store store, string orderId) =>
        store.Read(db => Queries.Whole(db, orderId)) is not { } order || Person.May(context, order.CustomerEmail, "orders:write:any");
}
