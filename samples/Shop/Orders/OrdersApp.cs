using Shop.Kit;
using Shop.Modern;

namespace Shop.Orders;

/// <summary>The orders service.</summary>
public static class OrdersApp
{
    public const int Port = 8093;

    public static WebApplication Build(ServiceOptions options)
    {
        var app = ModernApp.Create(options, "orders-api", typeof(OrdersApp).Assembly, Filling.Fill);
        app.MapGet("/orders", (string customerId, Store store) => new { orders = store.Read(db => Queries.List(db, customerId)) });
        app.MapGet("/orders/{orderId}", (string orderId, Store store) =>
            store.Read(db => Queries.Whole(db, orderId)) is { } order ? Results.Json(order) : Results.Problem("There is no such order.", statusCode: 404));
        app.MapPost("/orders/{orderId}/cancel", (string orderId, Cancellation body, HttpContext context, OnceOnly once) =>
            once.Write(context, body, db => Changes.Cancel(db, orderId, body)));
        app.MapPost("/orders/{orderId}/returns", (string orderId, ReturnRequest body, HttpContext context, OnceOnly once, TimeProvider clock) =>
            once.Write(context, body, db => Changes.Return(db, orderId, body, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))));
        app.MapGet("/products", (string? query, Store store) => new { products = store.Read(db => Queries.Products(db, query ?? "")) });
        return app;
    }
}
