using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Running;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Running.Retail;

/// <summary>The shop of the retail tasks by the rules of its policy. The data is read once; each store keeps what it changed. Thread-safe.</summary>
internal sealed class RetailStore
{
    public static readonly string[] Writes =
    [
        "cancel_pending_order", "exchange_delivered_order_items", "modify_pending_order_address", "modify_pending_order_items",
        "modify_pending_order_payment", "modify_user_address", "return_delivered_order_items", "transfer_to_human_agents",
    ];

    private static readonly Lazy<JsonObject> Users = new(() => Load("users")), Orders = new(() => Load("orders")), Products = new(() => Load("products"));
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JsonObject> _changed = new(StringComparer.Ordinal);

    /// <summary>Calls a tool: a result, or why not.</summary>
    public (JsonNode? Value, string? Error) Call(string tool, JsonElement arguments)
    {
        lock (_gate)
        {
            var args = JsonObject.Create(arguments)!;
            try
            {
                return (Do(tool, args).DeepClone(), null);
            }
            catch (RuleException broken)
            {
                return (null, broken.Message);
            }
        }
    }

    /// <summary>Hash of all that differs from the data.</summary>
    public string Hash()
    {
        lock (_gate)
        {
            var text = new StringBuilder();
            foreach (var (key, value) in _changed.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                text.Append(key).Append(CanonicalJson.Text(JsonSerializer.SerializeToElement(value)));
            }

            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    private JsonObject Do(string tool, JsonObject args) => tool switch
    {
        "find_user_id_by_email" => new JsonObject { ["user_id"] = FindUser(user => Same(user["email"], args["email"])) },
        "find_user_id_by_name_zip" => new JsonObject
        {
            ["user_id"] = FindUser(user => Same(user["name"]!["first_name"], args["first_name"]) && Same(user["name"]!["last_name"], args["last_name"]) && Same(user["address"]!["zip"], args["zip"])),
        },
        "get_user_details" => Get("users", Users.Value, Text(args, "user_id")),
        "get_order_details" => Get("orders", Orders.Value, Text(args, "order_id")),
        "get_product_details" => Get("products", Products.Value, Text(args, "product_id")),
        "list_all_product_types" => new JsonObject { ["products"] = new JsonObject(Products.Value.OrderBy(one => (string)one.Value!["name"]!, StringComparer.Ordinal).Select(one => KeyValuePair.Create((string)one.Value!["name"]!, (JsonNode?)one.Key))) },
        "calculate" => new JsonObject { ["result"] = Calculate(Text(args, "expression")) },
        "think" => new JsonObject(),
        "transfer_to_human_agents" => Transfer(args),
        "modify_user_address" => MoveUser(args),
        "cancel_pending_order" => Cancel(args),
        "modify_pending_order_address" => MoveOrder(args),
        "modify_pending_order_payment" => Repay(args),
        "modify_pending_order_items" => Exchange(args, "pending"),
        "exchange_delivered_order_items" => Exchange(args, "delivered"),
        "return_delivered_order_items" => Return(args),
        _ => throw new RuleException("no such tool"),
    };

    private JsonObject Transfer(JsonObject args)
    {
        _changed["transfers/" + _changed.Keys.Count(key => key.StartsWith("transfers/", StringComparison.Ordinal)).ToString(CultureInfo.InvariantCulture)] = (JsonObject)args.DeepClone();
        return new JsonObject { ["result"] = "transferred" };
    }

    private JsonObject MoveUser(JsonObject args)
    {
        var user = Change("users", Users.Value, Text(args, "user_id"));
        user["address"] = Address(args);
        return user;
    }

    private JsonObject Cancel(JsonObject args)
    {
        var order = Order(args, "pending");
        Require(Text(args, "reason") is "no longer needed" or "ordered by mistake", "invalid reason");
        foreach (var payment in ((JsonArray)order["payment_history"]!).ToList())
        {
            var (method, amount) = ((string)payment!["payment_method_id"]!, Money(payment["amount"]));
            ((JsonArray)order["payment_history"]!).Add(new JsonObject { ["transaction_type"] = "refund", ["amount"] = amount, ["payment_method_id"] = method });
            Credit(order, method, amount);
        }

        (order["status"], order["cancel_reason"]) = ("cancelled", Text(args, "reason"));
        return order;
    }

    private JsonObject MoveOrder(JsonObject args)
    {
        var order = Order(args, "pending");
        order["address"] = Address(args);
        return order;
    }

    private JsonObject Repay(JsonObject args)
    {
        var order = Order(args, "pending");
        var history = (JsonArray)order["payment_history"]!;
        var (to, from, amount) = (Text(args, "payment_method_id"), (string)history[0]!["payment_method_id"]!, Money(history[0]!["amount"]));
        Require(history.Count == 1 && to != from, "one payment, and another method");
        Require(Balance(order, to) is not { } balance || balance >= amount, "not enough on the gift card");
        history.Add(new JsonObject { ["transaction_type"] = "payment", ["amount"] = amount, ["payment_method_id"] = to });
        history.Add(new JsonObject { ["transaction_type"] = "refund", ["amount"] = amount, ["payment_method_id"] = from });
        Credit(order, to, -amount);
        Credit(order, from, amount);
        return order;
    }

    private JsonObject Exchange(JsonObject args, string status)
    {
        var order = Order(args, status);
        var (old, fresh, method) = (Texts(args, "item_ids"), Texts(args, "new_item_ids"), Text(args, "payment_method_id"));
        Require(old.Count == fresh.Count, "as many new items as old");
        var items = ((JsonArray)order["items"]!).Select(one => (JsonObject)one!).ToList();
        var (difference, chosen) = (0m, new List<(JsonObject Item, JsonObject Variant)>());
        foreach (var (was, will) in old.Zip(fresh))
        {
            var item = items.Find(one => (string)one["item_id"]! == was && chosen.TrueForAll(taken => taken.Item != one)) ?? throw new RuleException("no such item in the order");
            var variant = (JsonObject?)Products.Value[(string)item["product_id"]!]!["variants"]![will];
            Require(variant is not null && (bool)variant["available"]!, "no such item available");
            difference += Money(variant!["price"]) - Money(item["price"]);
            chosen.Add((item, variant));
        }

        Require(Balance(order, method) is not { } balance || balance >= difference, "not enough on the gift card");
        return status == "pending" ? Modify(order, chosen, difference, method) : Promise(order, old, fresh, difference, method);
    }

    private JsonObject Modify(JsonObject order, List<(JsonObject Item, JsonObject Variant)> chosen, decimal difference, string method)
    {
        foreach (var (item, variant) in chosen)
        {
            (item["item_id"], item["price"], item["options"]) = ((string)variant["item_id"]!, Money(variant["price"]), variant["options"]!.DeepClone());
        }

        ((JsonArray)order["payment_history"]!).Add(new JsonObject { ["transaction_type"] = difference > 0 ? "payment" : "refund", ["amount"] = Math.Abs(difference), ["payment_method_id"] = method });
        Credit(order, method, -difference);
        order["status"] = "pending (items modified)";
        return order;
    }

    private static JsonObject Promise(JsonObject order, List<string> old, List<string> fresh, decimal difference, string method)
    {
        (order["status"], order["exchange_items"], order["exchange_new_items"]) = ("exchange requested", Sorted(old), Sorted(fresh));
        (order["exchange_payment_method_id"], order["exchange_price_difference"]) = (method, difference);
        return order;
    }

    private JsonObject Return(JsonObject args)
    {
        var order = Order(args, "delivered");
        var (items, method) = (Texts(args, "item_ids"), Text(args, "payment_method_id"));
        Require(method.StartsWith("gift_card", StringComparison.Ordinal) || (string)order["payment_history"]![0]!["payment_method_id"]! == method, "refunds go to the original method or a gift card");
        Balance(order, method);
        var own = ((JsonArray)order["items"]!).Select(one => (string)one!["item_id"]!).ToList();
        Require(items.TrueForAll(own.Remove), "no such item in the order");
        (order["status"], order["return_items"], order["return_payment_method_id"]) = ("return requested", Sorted(items), method);
        return order;
    }

    private JsonObject Order(JsonObject args, string status)
    {
        Require((string)Get("orders", Orders.Value, Text(args, "order_id"))["status"]! == status, "the order is not " + status);
        return Change("orders", Orders.Value, Text(args, "order_id"));
    }

    /// <summary>What is on a gift card; null for another method. The method must be the customer's.</summary>
    private decimal? Balance(JsonObject order, string method)
    {
        var found = Get("users", Users.Value, (string)order["user_id"]!)["payment_methods"]![method] ?? throw new RuleException("no such payment method");
        return (string)found["source"]! == "gift_card" ? Money(found["balance"]) : null;
    }

    private void Credit(JsonObject order, string method, decimal amount)
    {
        if (Balance(order, method) is { } balance)
        {
            Change("users", Users.Value, (string)order["user_id"]!)["payment_methods"]![method]!["balance"] = balance + amount;
        }
    }

    private string FindUser(Func<JsonNode, bool> fits) => Users.Value.Select(one => one.Key).FirstOrDefault(id => fits(Get("users", Users.Value, id))) ?? throw new RuleException("user not found");

    private JsonObject Get(string kind, JsonObject data, string id) =>
        _changed.TryGetValue(kind + "/" + id, out var changed) ? changed : data[id] as JsonObject ?? throw new RuleException("not found");

    private JsonObject Change(string kind, JsonObject data, string id)
    {
        var found = Get(kind, data, id);
        if (!_changed.ContainsKey(kind + "/" + id))
        {
            _changed[kind + "/" + id] = (JsonObject)found.DeepClone();
        }

        return _changed[kind + "/" + id];
    }

    private static JsonObject Address(JsonObject args) =>
        new(new[] { "address1", "address2", "city", "state", "country", "zip" }.Select(name => KeyValuePair.Create(name, (JsonNode?)Text(args, name))));

    private static JsonArray Sorted(List<string> ids) => new([.. ids.Order(StringComparer.Ordinal).Select(id => (JsonNode)id)]);

    private static decimal Calculate(string expression)
    {
        var (total, sign) = (0m, 1m);
        foreach (var part in expression.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            _ = part is "+" or "-" ? sign = part == "+" ? 1 : -1 : total += sign * decimal.Parse(part, CultureInfo.InvariantCulture);
        }

        return total;
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new RuleException(rule);
        }
    }

    private static decimal Money(JsonNode? value) => decimal.Parse(value!.ToJsonString(), CultureInfo.InvariantCulture);

    private static string Text(JsonObject args, string name) => (string?)args[name] ?? throw new RuleException(name + " is missing");

    private static List<string> Texts(JsonObject args, string name) => [.. ((JsonArray)args[name]!).Select(one => (string)one!)];

    private static bool Same(JsonNode? a, JsonNode? b) => string.Equals((string?)a, (string?)b, StringComparison.OrdinalIgnoreCase);

    private static JsonObject Load(string name) => (JsonObject)JsonNode.Parse(File.ReadAllBytes(TestFiles.Find("intents", "retail", name + ".json")))!;

    private sealed class RuleException(string message) : Exception(message);
}
