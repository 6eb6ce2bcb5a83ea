using Dapper;
using Microsoft.Data.Sqlite;
using Shop.Kit.Seeding;

namespace Shop.Legacy;

/// <summary>Writes the customers and orders the way the monolith always has: one letter for a state, one line for an address.</summary>
internal static class Filling
{
    public static void Fill(SqliteConnection store, ShopSeed seed)
    {
        store.Execute("INSERT INTO cust (cust_id, mail, name, tel, addr, pts) VALUES (@Id, @Email, @Name, @Phone, @Line, @Points)",
            ShopSeed.Customers.Select(customer => new { customer.Id, customer.Email, customer.Name, customer.Phone, customer.Address.Line, customer.Points }));
        store.Execute("INSERT INTO art (art, bez, txt, cents, stock) VALUES (@Sku, @Name, @Description, @Cents, @Stock)",
            ShopSeed.Products.Select(product => new { product.Sku, product.Name, product.Description, product.Cents, Stock = product.IsInStock ? "J" : "N" }));
        foreach (var order in seed.Orders)
        {
            Fill(store, order);
        }

        store.Execute("INSERT INTO ship (order_no, cust_mail, carrier, track_no, state, loc, eta) VALUES (@No, @Mail, @Carrier, @Tracking, @State, @Location, @Eta)",
            seed.Parcels.Select(parcel => new
            {
                No = parcel.Order.Number,
                Mail = parcel.Order.Customer.Email,
                parcel.Carrier,
                parcel.Tracking,
                State = parcel.HasArrived ? "D" : "T",
                parcel.Location,
                Eta = OldDate.Write(parcel.Eta),
            }));
    }

    private static void Fill(SqliteConnection store, Order order)
    {
        store.Execute("INSERT INTO ord (order_no, cust_mail, state, what, total_cents, placed, shipped, deliv) VALUES (@No, @Mail, @State, @What, @Cents, @Placed, @Shipped, @Delivered)", new
        {
            No = order.Number,
            Mail = order.Customer.Email,
            State = order.Status switch { "pending" => "O", "shipped" => "S", "delivered" => "D", _ => "X" },
            What = order.Summary,
            order.Cents,
            Placed = OldDate.Write(order.Placed),
            Shipped = OldDate.Write(order.Shipped),
            Delivered = OldDate.Write(order.Delivered),
        });
        store.Execute("INSERT INTO line (order_no, art, bez, qty, cents) VALUES (@No, @Sku, @Name, 1, @Cents)",
            order.Skus.Select(product => new { No = order.Number, product.Sku, product.Name, product.Cents }));
    }
}
