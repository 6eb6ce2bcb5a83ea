using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Conditions;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Conditions;

/// <summary>Conditions over the shop's orders, products and users, each with its truth found by plain code.</summary>
internal sealed class RetailConditions(int seed)
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] States = ["pending", "processed", "delivered", "cancelled"];
    private static readonly string[] Sources = ["credit_card", "gift_card", "paypal"];

    private readonly Random _random = new(seed);

    public IEnumerable<(JsonElement Result, string Expr, Truth Truth)> All()
    {
        foreach (var order in Records("orders.json"))
        {
            order["placedAt"] = Now.AddDays(-_random.Next(1, 60)).AddMinutes(_random.Next(-600, 600)).ToString("O", CultureInfo.InvariantCulture);
            var element = JsonSerializer.SerializeToElement(order);
            foreach (var (expr, truth) in OfOrder(element))
            {
                yield return (element, expr, truth ? Truth.True : Truth.False);
            }

            order.Remove("status");
            foreach (var (expr, truth) in WithoutStatus())
            {
                yield return (JsonSerializer.SerializeToElement(order), expr, truth);
            }
        }

        foreach (var (element, expr, truth) in OfProducts().Concat(OfUsers()))
        {
            yield return (element, expr, truth ? Truth.True : Truth.False);
        }
    }

    private IEnumerable<(string Expr, bool Truth)> OfOrder(JsonElement order)
    {
        var status = order.GetProperty("status").GetString()!;
        var prices = order.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("price").GetDecimal()).ToList();
        var paid = order.GetProperty("payment_history")[0].GetProperty("amount").GetDecimal();
        var (one, two) = (States[_random.Next(4)], States[_random.Next(4)]);
        var asked = _random.Next(2) == 0 ? status : one;
        var count = _random.Next(1, 6);
        var price = Money(_random.Next(2) == 0 ? prices.Max() + Cents() : 50 + _random.Next(900));
        var most = Money(prices[_random.Next(prices.Count)] + Cents());
        var amount = Money(paid + Cents());
        var days = _random.Next(5, 55);
        var age = Now - order.GetProperty("placedAt").GetDateTimeOffset();
        yield return ($"s1.status == '{asked}'", status == asked);
        yield return ($"s1.status != '{asked}'", status != asked);
        yield return ($"!(s1.status in ['{one}', '{two}'])", status != one && status != two);
        yield return ($"size(s1.items) > {count}", prices.Count > count);
        yield return ($"any(s1.items, it.price > {price})", prices.Exists(each => each > decimal.Parse(price, CultureInfo.InvariantCulture)));
        yield return ($"all(s1.items, it.price <= {most})", prices.TrueForAll(each => each <= decimal.Parse(most, CultureInfo.InvariantCulture)));
        yield return ($"s1.payment_history[0].amount >= {amount}", paid >= decimal.Parse(amount, CultureInfo.InvariantCulture));
        yield return ($"s1.items[0].price * 2 < s1.payment_history[0].amount", prices[0] * 2 < paid);
        yield return ("has(s1.fulfillments[0].tracking_id)", order.GetProperty("fulfillments").GetArrayLength() > 0);
        yield return ($"s1.status == '{status}' && size(s1.items) >= {count}", prices.Count >= count);
        yield return ($"s1.status == '{one}' || !(size(s1.items) == {count})", status == one || prices.Count != count);
        yield return ($"now() - date(s1.placedAt) < duration('{days}d')", age < TimeSpan.FromDays(days));
        yield return ($"date(s1.placedAt) < date('{Now.AddDays(-days):yyyy-MM-dd}')", order.GetProperty("placedAt").GetDateTimeOffset() < new DateTimeOffset(Now.AddDays(-days).Date, TimeSpan.Zero));
    }

    // The status is gone: only what holds whatever it may be is known.
    private IEnumerable<(string Expr, Truth Truth)> WithoutStatus()
    {
        var asked = States[_random.Next(4)];
        yield return ($"s1.status == '{asked}'", Truth.Unknown);
        yield return ($"!(s1.status in ['{asked}', 'cancelled'])", Truth.Unknown);
        yield return ($"s1.status == '{asked}' && size(s1.items) > 99", Truth.False);
        yield return ($"s1.status != '{asked}' || size(s1.items) > 0", Truth.True);
    }

    private IEnumerable<(JsonElement Result, string Expr, bool Truth)> OfProducts()
    {
        foreach (var product in Records("products.json"))
        {
            product["variants"] = new JsonArray([.. product["variants"]!.AsObject().Select(pair => pair.Value!.DeepClone())]);
            var element = JsonSerializer.SerializeToElement(product);
            var variants = element.GetProperty("variants").EnumerateArray().Select(one => (Price: one.GetProperty("price").GetDecimal(), IsThere: one.GetProperty("available").GetBoolean())).ToList();
            for (var i = 0; i < variants.Count; i++)
            {
                var bound = Money(variants[i].Price + Cents());
                var limit = decimal.Parse(bound, CultureInfo.InvariantCulture);
                yield return (element, $"s1.variants[{i}].available", variants[i].IsThere);
                yield return (element, $"any(s1.variants, it.available && it.price < {bound})", variants.Exists(one => one.IsThere && one.Price < limit));
                yield return (element, $"all(s1.variants, it.available || it.price > {bound})", variants.TrueForAll(one => one.IsThere || one.Price > limit));
            }
        }
    }

    private IEnumerable<(JsonElement Result, string Expr, bool Truth)> OfUsers()
    {
        foreach (var user in Records("users.json"))
        {
            user["payment"] = new JsonArray([.. user["payment_methods"]!.AsObject().Select(pair => pair.Value!.DeepClone())]);
            var element = JsonSerializer.SerializeToElement(user);
            var source = Sources[_random.Next(3)];
            var count = _random.Next(1, 3);
            yield return (element, $"any(s1.payment, it.source == '{source}')", element.GetProperty("payment").EnumerateArray().Any(one => one.GetProperty("source").GetString() == source));
            yield return (element, $"size(s1.orders) >= {count}", element.GetProperty("orders").GetArrayLength() >= count);
            yield return (element, "lower(s1.address.city) < 'm'", string.CompareOrdinal(element.GetProperty("address").GetProperty("city").GetString()!.ToLowerInvariant(), "m") < 0);
        }
    }

    private static IEnumerable<JsonObject> Records(string file)
    {
        using var stream = File.OpenRead(TestFiles.Find("intents", "retail", file));
        return [.. JsonNode.Parse(stream)!.AsObject().Select(pair => pair.Value!.DeepClone().AsObject())];
    }

    private decimal Cents() => _random.Next(-1, 2) * 0.01m;

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
