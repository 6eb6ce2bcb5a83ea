using Dapper;
using Microsoft.Data.Sqlite;
using Shop.Kit;

namespace Shop.Orders;

/// <summary>What can be asked of orders and products.</summary>
internal static class Queries
{
    private const string Columns =
        "SELECT order_id AS OrderId, customer_email AS CustomerEmail, status AS Status, summary AS Summary, total_cents AS TotalCents, placed_at AS PlacedAt, shipped_at AS ShippedAt, delivered_at AS DeliveredAt FROM orders";

    public static IReadOnlyList<Order> List(SqliteConnection db, string customerId) =>
        [.. db.Query<Order.Row>($"{Columns} WHERE customer_id = @customerId ORDER BY order_id", new { customerId }).Select(row => row.ToOrder())];

    public static Order.Row? Find(SqliteConnection db, string orderId) => db.QuerySingleOrDefault<Order.Row>($"{Columns} WHERE order_id = @orderId", new { orderId });

    public static Order? Whole(SqliteConnection db, string orderId) => Find(db, orderId)?.ToOrder() is { } order
        ? order with
        {
            Items = [.. db.Query<(string Sku, string Name, long Quantity, long Cents)>("SELECT sku, name, quantity, price_cents FROM items WHERE order_id = @orderId ORDER BY rowid", new { orderId })
                .Select(row => new Item(row.Sku, row.Name, row.Quantity, Cents.ToMoney(row.Cents)))],
        }
        : null;

    public static IReadOnlyList<Product> Products(SqliteConnection db, string query) =>
        [.. db.Query<(string Sku, string Name, string Description, long Cents, long IsInStock)>(
            "SELECT sku, name, description, price_cents, is_in_stock FROM products WHERE instr(lower(name || ' ' || description), lower(@query)) > 0 ORDER BY sku", new { query })
            .Select(row => new Product(row.Sku, row.Name, row.Description, Cents.ToMoney(row.Cents), row.IsInStock == 1 ? "in stock" : "sold out"))];
}
