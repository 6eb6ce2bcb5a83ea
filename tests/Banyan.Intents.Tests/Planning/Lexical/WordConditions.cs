using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Planning.Lexical;

/// <summary>Ways to say conditions on orders, products, users and dates, with the records they are about.</summary>
internal sealed class WordConditions(DateOnly today, int seed)
{
    public const string OrderSchema = """
        {"type":"object","properties":{"orderId":{"type":"string"},"status":{"type":"string","enum":["pending","processed","delivered","cancelled"]},"total":{"type":"number"},
        "items":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"price":{"type":"number"}}}},"paymentMethod":{"type":"string","enum":["credit_card","gift_card","paypal"]}}}
        """;

    public const string ProductSchema = """{"type":"object","properties":{"name":{"type":"string"},"price":{"type":"number"},"available":{"type":"boolean"}}}""";

    public const string UserSchema = """{"type":"object","properties":{"email":{"type":"string"},"orders":{"type":"array","items":{"type":"string"}},"city":{"type":"string"}}}""";

    public const string ShopSchema = """
        {"type":"object","properties":{"orderId":{"type":"string"},"status":{"type":"string","enum":["pending","shipped","delivered","cancelled"],"x-banyan-words":{"shipped":["shipped","delivered"],"open":["pending","shipped"]}},
        "total":{"type":"number"},"placedAt":{"type":"string","format":"date"},"shippedAt":{"type":"string","format":"date"},"deliveredAt":{"type":"string","format":"date"}}}
        """;

    private readonly Random _random = new(seed);

    private static string[] Positive => ["it is {0}", "it's {0}", "the order is {0}", "its status is {0}", "it is already {0}", "the status is {0}", "that order was {0}", "it has been {0}", "it got {0}", "order status says {0}"];

    private static string[] Negative => ["it isn't {0}", "it is not {0}", "it hasn't been {0}", "it's not {0} yet", "it has not yet been {0}", "the order was never {0}", "the status is not {0}", "it is no longer {0}", "it wasnt {0}"];

    private static (string Words, string Sign)[] Compared =>
    [
        ("more than {0}", ">"), ("over {0}", ">"), ("above {0}", ">"), ("less than {0}", "<"), ("under {0}", "<"), ("below {0}", "<"), ("at least {0}", ">="), ("at most {0}", "<="), ("no more than {0}", "<="), ("{0} or more", ">="), ("{0} or less", "<="), ("up to {0}", "<="),
    ];

    public static IEnumerable<JsonObject> Orders()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "retail", "orders.json")));
        foreach (var order in file.RootElement.EnumerateObject().Select(one => one.Value))
        {
            var payment = order.GetProperty("payment_history")[0];
            yield return new JsonObject
            {
                ["orderId"] = order.GetProperty("order_id").GetString(),
                ["status"] = order.GetProperty("status").GetString(),
                ["total"] = payment.GetProperty("amount").GetDecimal(),
                ["items"] = JsonNode.Parse(order.GetProperty("items").GetRawText()),
                ["paymentMethod"] = payment.GetProperty("payment_method_id").GetString()![..^8],
            };
        }
    }

    public static IEnumerable<JsonObject> Products()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "retail", "products.json")));
        foreach (var variant in file.RootElement.EnumerateObject().SelectMany(product => product.Value.GetProperty("variants").EnumerateObject()).Select(one => one.Value))
        {
            yield return new JsonObject { ["name"] = "x", ["price"] = variant.GetProperty("price").GetDecimal(), ["available"] = variant.GetProperty("available").GetBoolean() };
        }
    }

    public static IEnumerable<JsonObject> Users()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "retail", "users.json")));
        foreach (var user in file.RootElement.EnumerateObject().Select(one => one.Value))
        {
            yield return new JsonObject { ["email"] = user.GetProperty("email").GetString(), ["orders"] = JsonNode.Parse(user.GetProperty("orders").GetRawText()), ["city"] = user.GetProperty("address").GetProperty("city").GetString() };
        }
    }

    public IEnumerable<JsonObject> ShopOrders()
    {
        for (var i = 0; i < 400; i++)
        {
            var placed = _random.Next(1, 90);
            var shipped = placed - _random.Next(1, 5);
            var delivered = shipped - _random.Next(1, 8);
            var state = _random.Next(4);
            var order = new JsonObject { ["orderId"] = "1001", ["status"] = new[] { "pending", "shipped", "delivered", "cancelled" }[state], ["total"] = _random.Next(5, 300), ["placedAt"] = Day(placed) };
            if (state is 1 or 2)
            {
                order["shippedAt"] = Day(Math.Max(0, shipped));
            }

            if (state == 2)
            {
                order["deliveredAt"] = Day(Math.Max(0, delivered));
            }

            yield return order;
        }
    }

    public WordCondition ForOrder() => _random.Next(9) switch
    {
        0 or 1 => Status(),
        2 => Either(),
        3 => Money("total", ["it costs {0}", "the total is {0}", "it is worth {0}", "the order total is {0}", "its price is {0}", "I paid {0}"]),
        4 => Count("items", ["it has {0} items", "there are {0} items in it", "it contains {0} items", "the order has {0} products", "it holds {0} things"]),
        5 => Payment(),
        6 => Both(Status(), Money("total", ["costs {0}", "the total is {0}", "it is worth {0}"])),
        7 => Both(Status(), Count("items", ["has {0} items", "there are {0} items in it"])),
        _ => Or(Status(), Money("total", ["it costs {0}", "the total is {0}"])),
    };

    public WordCondition ForProduct() => _random.Next(3) switch
    {
        0 => new(Pick("it is available", "it's still available", "it is in stock", "that one is available", "it is available right now", "they have it available"), ["available"], one => one["available"]!.GetValue<bool>()),
        1 => new(Pick("it is not available", "it isn't available any more", "it is unavailable", "it's no longer available", "it is not in stock"), ["available"], one => !one["available"]!.GetValue<bool>()),
        _ => Money("price", ["it costs {0}", "the price is {0}", "its price is {0}", "it is priced {0}"]),
    };

    public WordCondition ForUser() => Count("orders", ["I have {0} orders", "there are {0} orders", "I placed {0} orders", "I've got {0} orders"]);

    public WordCondition ForShop()
    {
        var days = _random.Next(3, 60);
        var (field, verb) = _random.Next(3) switch { 0 => ("deliveredAt", Pick("was delivered", "got delivered", "has been delivered", "arrived")), 1 => ("placedAt", Pick("was placed", "was ordered")), _ => ("shippedAt", Pick("was shipped", "was sent")) };
        var day = today.AddDays(-days);
        return _random.Next(10) switch
        {
            0 or 1 => Dated($"it {verb} less than {days} days ago", field, date => date > today.AddDays(-days)),
            2 => Dated($"it {verb} in the {Pick("last", "past")} {days} days", field, date => date >= today.AddDays(-days)),
            3 => Dated($"it {verb} within the last {days / 7 + 1} weeks", field, date => date >= today.AddDays(-7 * ((days / 7) + 1))),
            4 => Dated($"it {verb} more than {days} days ago", field, date => date < today.AddDays(-days)),
            5 => Dated($"it {verb} before {Said(day)}", field, date => date < day),
            6 => Dated($"it {verb} after {Said(day)}", field, date => date > day),
            7 => Dated($"it {verb} {Pick("recently", "lately")}", field, date => date > today.AddDays(-30)),
            8 => Dated($"it {verb} since {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", field, date => date >= day),
            _ => ShopStatus(),
        };
    }

    private string Day(int ago) => today.AddDays(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Said(DateOnly day) => day.ToString(Pick("yyyy-MM-dd", "d MMMM", "MMMM d"), CultureInfo.InvariantCulture);

    private string Pick(params string[] from) => from[_random.Next(from.Length)];

    private WordCondition Status()
    {
        var status = Pick("pending", "processed", "delivered", "cancelled");
        var isNot = _random.Next(2) == 0;
        var words = isNot
            ? status switch { "delivered" when _random.Next(3) == 0 => Pick("it hasn't arrived", "it has not arrived yet", "I haven't received it", "it is not here yet", "it did not arrive"), _ => string.Format(CultureInfo.InvariantCulture, Pick(Negative), status) }
            : status switch { "delivered" when _random.Next(3) == 0 => Pick("it has arrived", "it arrived already", "I received it", "it is here"), "pending" when _random.Next(3) == 0 => Pick("it is still pending", "it's still open"), _ => string.Format(CultureInfo.InvariantCulture, Pick(Positive), status) };
        return new WordCondition(words, ["status"], one => (one["status"]!.GetValue<string>() == status) != isNot);
    }

    private WordCondition ShopStatus() => _random.Next(4) switch
    {
        0 => new(Pick("it hasn't shipped yet", "it has not been sent", "it's not shipped", "it hasn't gone out yet", "it has not left yet"), ["status"], one => one["status"]!.GetValue<string>() is not ("shipped" or "delivered")),
        1 => new(Pick("it has shipped", "it was sent already", "it is shipped", "it has been dispatched"), ["status"], one => one["status"]!.GetValue<string>() is "shipped" or "delivered"),
        2 => new(Pick("it is still open", "the order is open"), ["status"], one => one["status"]!.GetValue<string>() is "pending" or "shipped"),
        _ => new(Pick("it is still not delivered", "it isn't here yet", "it still has not arrived"), ["status"], one => one["status"]!.GetValue<string>() != "delivered"),
    };

    private WordCondition Either()
    {
        var (one, two) = (Pick("pending", "processed"), Pick("delivered", "cancelled"));
        return _random.Next(2) == 0
            ? new(string.Format(CultureInfo.InvariantCulture, Pick("it is {0} or {1}", "it is either {0} or {1}", "its status is {0} or {1}"), one, two), ["status"], order => order["status"]!.GetValue<string>() == one || order["status"]!.GetValue<string>() == two)
            : new(string.Format(CultureInfo.InvariantCulture, Pick("it is neither {0} nor {1}", "it isn't {0} or {1}", "it is not {0} and not {1}"), one, two), ["status"], order => order["status"]!.GetValue<string>() != one && order["status"]!.GetValue<string>() != two);
    }

    private WordCondition Money(string field, string[] frames)
    {
        var most = _random.Next(5, 1500);
        var (words, sign) = Compared[_random.Next(Compared.Length)];
        var amount = Pick($"${most}", $"{most} dollars", $"${most}.00", $"${most}");
        return new(string.Format(CultureInfo.InvariantCulture, Pick(frames), string.Format(CultureInfo.InvariantCulture, words, amount)), [field], one => Compare(one[field]!.GetValue<decimal>(), sign, most));
    }

    private WordCondition Count(string field, string[] frames)
    {
        var most = _random.Next(1, 6);
        var (words, sign) = _random.Next(4) == 0 ? ("exactly {0}", "==") : Compared.Where(one => !one.Words.EndsWith("or more", StringComparison.Ordinal) && !one.Words.EndsWith("or less", StringComparison.Ordinal) && !one.Words.StartsWith("above", StringComparison.Ordinal) && !one.Words.StartsWith("below", StringComparison.Ordinal)).ElementAt(_random.Next(8));
        var number = Pick(most.ToString(CultureInfo.InvariantCulture), new[] { "zero", "one", "two", "three", "four", "five" }[most]);
        return new(string.Format(CultureInfo.InvariantCulture, Pick(frames), string.Format(CultureInfo.InvariantCulture, words, number)), [field], one => Compare(one[field]!.AsArray().Count, sign, most));
    }

    private WordCondition Payment()
    {
        var (said, value) = _random.Next(3) switch { 0 => ("paypal", "paypal"), 1 => (Pick("a credit card", "credit card"), "credit_card"), _ => (Pick("a gift card", "gift card"), "gift_card") };
        var isNot = _random.Next(2) == 0;
        var words = isNot ? Pick($"it was not paid with {said}", $"I didn't pay with {said}", $"the payment method is not {said}") : Pick($"it was paid with {said}", $"I paid by {said}", $"the payment method is {said}");
        return new(words, ["paymentMethod"], one => (one["paymentMethod"]!.GetValue<string>() == value) != isNot);
    }

    private static WordCondition Both(WordCondition one, WordCondition two) => new($"{one.Words} and {two.Words}", [.. one.Fields, .. two.Fields], record => one.Holds(record) && two.Holds(record));

    private static WordCondition Or(WordCondition one, WordCondition two) => new($"{one.Words} or {two.Words}", [], record => one.Holds(record) || two.Holds(record));

    private static WordCondition Dated(string words, string field, Func<DateOnly, bool> fits) =>
        new(words, field == "placedAt" ? [field] : [], one => one[field] is { } day && fits(DateOnly.ParseExact(day.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private static bool Compare(decimal value, string sign, decimal with) => sign switch { ">" => value > with, "<" => value < with, ">=" => value >= with, "<=" => value <= with, _ => value == with };
}
