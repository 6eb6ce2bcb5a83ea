using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Shop.Kit;
using Shop.Modern;

namespace Shop.Orders;

/// <summary>What can be changed of an order. An order of somebody else is no order.</summary>
internal static class Changes
{
    private const int ReturnDays = 30;
    private static readonly string[] Reasons = ["no longer needed", "ordered by mistake", "found it cheaper"];

    public static Outcome Cancel(SqliteConnection db, string orderId, Cancellation body)
    {
        if (!Reasons.Contains(body.Reason ?? Reasons[0], StringComparer.Ordinal))
        {
            return Outcome.Refused(422, "reason_unknown", $"The reason is one of: {string.Join(", ", Reasons)}.");
        }

        if (Owned(db, orderId, body.CustomerId) is not { } order)
        {
            return Unknown;
        }

        if (order.Status != "pending")
        {
            return Outcome.Refused(409, "not_pending", $"The order is {order.Status}.");
        }

        db.Execute("UPDATE orders SET status = 'cancelled' WHERE order_id = @orderId", new { orderId });
        return Outcome.Done(new { orderId, status = "cancelled", refund = Cents.ToMoney(order.TotalCents) }, $"cancelled {orderId}");
    }

    public static Outcome Return(SqliteConnection db, string orderId, ReturnRequest body, DateOnly today)
    {
        if (Owned(db, orderId, body.CustomerId) is not { } order)
        {
            return Unknown;
        }

        if (order.Status != "delivered" || DateOnly.ParseExact(order.DeliveredAt!, "O", CultureInfo.InvariantCulture).AddDays(ReturnDays) < today)
        {
            return Outcome.Refused(409, "not_returnable", $"Only what was delivered in the last {ReturnDays} days can be returned.");
        }

        var cents = db.ExecuteScalar<long?>("SELECT sum(price_cents * quantity) FROM items WHERE order_id = @orderId AND (@Item IS NULL OR lower(@Item) IN (lower(name), lower(sku)))", new { orderId, body.Item });
        if (cents is null)
        {
            return Outcome.Refused(422, "item_unknown", $"There is no {body.Item} in this order.");
        }

        if (db.ExecuteScalar<long>("SELECT count(*) FROM returns WHERE order_id = @orderId AND (item IS NULL OR @Item IS NULL OR lower(item) = lower(@Item))", new { orderId, body.Item }) > 0)
        {
            return Outcome.Refused(409, "returned_before", "This was returned before.");
        }

        var number = db.ExecuteScalar<long>("INSERT INTO returns (order_id, item, refund_cents) VALUES (@orderId, @Item, @cents) RETURNING return_id", new { orderId, body.Item, cents });
        return Outcome.Done(new { returnId = $"R-{5000 + number}", orderId, body.Item, status = "announced", refund = Cents.ToMoney(cents.Value) }, $"return of {body.Item ?? "all"} from {orderId}");
    }

    private static Outcome Unknown => Outcome.Refused(404, "not_found", "There is no such order.");

    private static Order.Row? Owned(SqliteConnection db, string orderId, string customerId) =>
        db.ExecuteScalar<long>("SELECT count(*) FROM orders WHERE order_id = @orderId AND customer_id = @customerId", new { orderId, customerId }) == 1 ? Queries.Find(db, orderId) : null;
}
