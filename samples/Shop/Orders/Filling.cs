using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Shop.Kit.Seeding;

namespace Shop.Orders;

/// <summary>Writes the orders and products this service begins with.</summary>
internal static class Filling
{
    public static void Fill(SqliteConnection db, ShopSeed seed)
    {
        db.Execute("INSERT INTO products (sku, name, description, price_cents, is_in_stock) VALUES (@Sku, @Name, @Description, @Cents, @IsInStock)", ShopSeed.Products);
        foreach (var order in seed.Orders)
        {
            db.Execute("INSERT INTO orders VALUES (@Number, @Id, @Email, @Status, @Summary, @Cents, @Placed, @Shipped, @Delivered)", new
            {
                order.Number,
                order.Customer.Id,
                order.Customer.Email,
                order.Status,
                order.Summary,
                order.Cents,
                Placed = Day(order.Placed),
                Shipped = Day(order.Shipped),
                Delivered = Day(order.Delivered),
            });
            db.Execute("INSERT INTO items VALUES (@Number, @Sku, @Name, 1, @Cents)", order.Skus.Select(product => new { order.Number, product.Sku, product.Name, product.Cents }));
        }
    }

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
}
