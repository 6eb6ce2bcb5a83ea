using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Shop.Kit;
using Shop.Modern;

namespace Shop.Shipping;

/// <summary>The shipping service.</summary>
public static class ShippingApp
{
    public const int Port = 8094;

    private const string Select =
        "SELECT order_id AS OrderId, customer_email AS CustomerEmail, carrier AS Carrier, tracking_number AS TrackingNumber, status AS Status, location AS Location, eta AS Eta FROM parcels";

    public static WebApplication Build(ServiceOptions options)
    {
        var app = ModernApp.Create(options, "shipping-api", typeof(ShippingApp).Assembly, Filling.Fill);
        app.MapGet("/parcels", (string customerId, string? orderId, Store store, TimeProvider clock) => Track(customerId, orderId, store, clock));
        app.MapPost("/parcels/{orderId}/reschedule", (string orderId, NewDay body, HttpContext context, OnceOnly once, TimeProvider clock) =>
            once.Write(context, body, db => Reschedule(db, orderId, body, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))));
        return app;
    }

    /// <summary>A parcel by its order, else the customer's latest one, those on their way first.</summary>
    private static IResult Track(string customerId, string? orderId, Store store, TimeProvider clock)
    {
        var parcel = store.Read(db => db.QueryFirstOrDefault<Parcel>(
            $"{Select} WHERE customer_id = @customerId AND (@orderId IS NULL OR order_id = @orderId) ORDER BY status = 'delivered', order_id DESC", new { customerId, orderId }));
        return parcel is null
            ? Results.Problem("There is no such parcel.", statusCode: 404)
            : Results.Json(new { parcel.OrderId, parcel.CustomerEmail, parcel.Carrier, parcel.TrackingNumber, parcel.Status, parcel.Location, parcel.Eta, generatedAt = clock.GetUtcNow().ToString("O") });
    }

    private static Outcome Reschedule(SqliteConnection db, string orderId, NewDay body, DateOnly today)
    {
        if (!DateOnly.TryParseExact(body.Date, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day <= today || day > today.AddDays(30))
        {
            return Outcome.Refused(422, "date_unfit", "The date is a day within the next 30, written as 2026-12-24.");
        }

        return db.Execute("UPDATE parcels SET eta = @Date WHERE order_id = @orderId AND customer_id = @CustomerId AND status <> 'delivered'", new { body.Date, orderId, body.CustomerId }) == 0
            ? Outcome.Refused(404, "not_found", "There is no such parcel on its way.")
            : Outcome.Done(new { orderId, eta = body.Date, status = "rescheduled" }, $"rescheduled {orderId} to {body.Date}");
    }
}
