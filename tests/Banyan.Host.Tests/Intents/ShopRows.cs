using Microsoft.Data.Sqlite;

namespace Banyan.Host.Tests.Intents;

/// <summary>Writes into the services' own databases, as somebody does who has got at a backend's data.</summary>
internal static class ShopRows
{
    /// <summary>Text columns a person's answers are made of; ids, owners and closed words left out.</summary>
    public static readonly (string Service, string Table, string Column)[] Texts =
    [
        ("orders", "orders", "summary"), ("orders", "items", "sku"), ("orders", "items", "name"), ("orders", "products", "name"), ("orders", "products", "description"),
        ("users", "customers", "name"), ("users", "customers", "street"), ("users", "customers", "city"), ("users", "customers", "zip"),
        ("legacy", "ship", "carrier"), ("legacy", "ship", "track_no"), ("legacy", "ship", "loc"), ("legacy", "ord", "what"), ("legacy", "art", "txt"), ("legacy", "cust", "name"), ("legacy", "cust", "addr"),
        ("shipping", "parcels", "carrier"), ("shipping", "parcels", "location"),
    ];

    /// <summary>Writes a text into some columns of every row.</summary>
    public static void Plant(ShopTalk talk, string text, IEnumerable<(string Service, string Table, string Column)> columns)
    {
        foreach (var service in columns.GroupBy(column => column.Service, StringComparer.Ordinal))
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(talk.ShopFolder, service.Key + ".db")};Default Timeout=5");
            connection.Open();
            foreach (var (_, table, column) in service)
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"UPDATE {table} SET {column} = @text";
                command.Parameters.AddWithValue("@text", text);
                command.ExecuteNonQuery();
            }
        }
    }
}
