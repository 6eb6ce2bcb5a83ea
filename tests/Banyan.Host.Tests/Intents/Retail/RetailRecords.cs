using System.Text.Json;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Intents.Retail;

/// <summary>The retail shop's people and orders, as they stand in the test data.</summary>
internal sealed class RetailRecords
{
    private RetailRecords(IReadOnlyDictionary<string, JsonElement> users, IReadOnlyDictionary<string, JsonElement> orders)
    {
        (Users, Orders) = (users, orders);
        People = [.. users.Keys.Order(StringComparer.Ordinal)];
        Owned = orders.ToLookup(order => OwnerOf(order.Value), order => order.Key, StringComparer.Ordinal);
        Ids = [.. orders.Keys.Where(id => users.ContainsKey(OwnerOf(orders[id]))).Order(StringComparer.Ordinal)];
    }

    public static RetailRecords Loaded { get; } = new(Read("users.json"), Read("orders.json"));

    public IReadOnlyDictionary<string, JsonElement> Users { get; }

    public IReadOnlyDictionary<string, JsonElement> Orders { get; }

    /// <summary>Everybody, sorted.</summary>
    public IReadOnlyList<string> People { get; }

    /// <summary>Orders of known people, sorted.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Orders by person.</summary>
    public ILookup<string, string> Owned { get; }

    public static string OwnerOf(JsonElement order) => order.GetProperty("user_id").GetString()!;

    public static string StatusOf(JsonElement order) => order.GetProperty("status").GetString()!.Split(' ')[0] switch
    {
        "pending" => "pending",
        "processed" => "processed",
        "delivered" => "delivered",
        _ => "cancelled",
    };

    public static decimal TotalOf(JsonElement order) => order.GetProperty("items").EnumerateArray().Sum(item => item.GetProperty("price").GetDecimal());

    public static string[] ItemsOf(JsonElement order) => [.. order.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    private static Dictionary<string, JsonElement> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestFiles.Find("intents", "retail", file)));
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone(), StringComparer.Ordinal);
    }
}
