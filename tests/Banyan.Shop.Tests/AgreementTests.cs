using System.Text.Json.Nodes;

namespace Banyan.Shop.Tests;

/// <summary>Both sides begin with the same truth: read by the overlay, the monolith answers what the new services answer, but for what is planted.</summary>
public sealed class AgreementTests(Shop shop) : IClassFixture<Shop>
{
    private static readonly string[] Names = ["ada", "bob", "cleo", "dan", "eve", "finn"];

    public static TheoryData<int> Customers => [1, 2, 3, 4, 5, 6];

    [Theory, MemberData(nameof(Customers))]
    public async Task A_customer_is_the_same_on_both_sides(int customer) =>
        Same(await OldAsync("users.get", $"/customer_lookup?mail={Mail(customer)}"), await shop.GetAsync("users", $"/customers?email={Mail(customer)}"));

    [Theory, MemberData(nameof(Customers))]
    public async Task A_customers_orders_are_the_same_on_both_sides(int customer)
    {
        var orders = await shop.GetAsync("orders", $"/orders?customerId=cust-0{customer}");
        Same(await OldAsync("orders.list", $"/order_list?cust_mail={Mail(customer)}"), orders);
        orders["orders"]!.AsArray().Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task All_twenty_four_orders_are_the_same_on_both_sides()
    {
        for (var number = 1001; number <= 1024; number++)
        {
            Same(await OldAsync("orders.get", $"/order_info?order_no={number}"), await shop.GetAsync("orders", $"/orders/{number}"));
        }

        (await shop.AskAsync("legacy", "GET", "/order_info?order_no=1025")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Parcels_differ_in_the_planted_day_and_in_nothing_else()
    {
        var differing = new List<string>();
        for (var customer = 1; customer <= 6; customer++)
        {
            var old = await OldAsync("shipping.track", $"/ship_track?mail={Mail(customer)}");
            var parcel = await shop.GetAsync("shipping", $"/parcels?customerId=cust-0{customer}");
            if ((string?)old["eta"] != (string?)parcel["eta"])
            {
                differing.Add((string)parcel["orderId"]!);
                ((string?)parcel["carrier"]).ShouldBe("Parcelbird");
                DateOnly.Parse((string)parcel["eta"]!, null).ShouldBe(DateOnly.Parse((string)old["eta"]!, null).AddDays(1));
                old["eta"] = parcel["eta"]!.DeepClone();
            }

            Same(old, parcel);
        }

        differing.ShouldContain("1003");
        differing.Count.ShouldBeLessThan(6);
    }

    [Fact]
    public async Task The_moment_of_an_answer_differs_at_every_call_on_both_sides()
    {
        foreach (var (service, path) in new[] { ("legacy", "/ship_track?mail=ada@shop.example"), ("shipping", "/parcels?customerId=cust-01") })
        {
            var first = await shop.GetAsync(service, path);
            shop.Clock.Advance(TimeSpan.FromMilliseconds(5));
            (await shop.GetAsync(service, path)).ToJsonString().ShouldNotBe(first.ToJsonString());
        }
    }

    [Fact]
    public async Task Products_are_the_same_on_both_sides() =>
        Same(await OldAsync("products.search", "/catalog?q=oak"), await shop.GetAsync("orders", "/products?query=oak"));

    [Fact]
    public async Task Points_stay_the_same_when_they_move_to_the_service_that_is_started_later()
    {
        await shop.Running.StartAsync("loyalty");
        for (var customer = 1; customer <= 6; customer++)
        {
            Same(await OldAsync("loyalty.points", $"/points?mail={Mail(customer)}"), await shop.GetAsync("loyalty", $"/points/cust-0{customer}"));
        }
    }

    [Fact]
    public async Task Writes_of_the_monolith_answer_like_those_of_the_new_services_but_for_the_refund_days()
    {
        var cancelled = OldWords.Read("orders.cancel", (await shop.AskAsync("legacy", "POST", "/order_cancel", new { order_no = "1023", why = "OBM" })).Ok());
        Same(cancelled, (await shop.AskAsync("orders", "POST", "/orders/1023/cancel", new { customerId = "cust-04", reason = "ordered by mistake" })).Ok());

        var returned = OldWords.Read("orders.return", (await shop.AskAsync("legacy", "POST", "/order_return", new { order_no = "1005", art = "clock" })).Ok()).AsObject();
        var back = (await shop.AskAsync("orders", "POST", "/orders/1005/returns", new { customerId = "cust-02", item = "clock" })).Ok().AsObject();
        ((int?)returned["refundDays"]).ShouldBe(5);
        returned.Select(member => member.Key).Except(back.Select(member => member.Key)).ShouldBe(["refundDays"]);

        var moved = OldWords.Read("users.update_address", (await shop.AskAsync("legacy", "POST", "/customer_addr", new { mail = Mail(6), addr = "12 Oak Street, Leeds, LS1 4AB" })).Ok());
        Same(moved, (await shop.AskAsync("users", "PUT", "/customers/cust-06/address", new { street = "12 Oak Street", city = "Leeds", zip = "LS1 4AB" })).Ok());
        (await shop.EffectsAsync("legacy")).ShouldBe(["cancelled 1023", "return of clock from 1005", "address of finn@shop.example"]);
    }

    [Fact]
    public async Task The_monolith_refuses_what_does_not_fit()
    {
        (await shop.AskAsync("legacy", "POST", "/order_cancel", new { order_no = "1003" })).Status.ShouldBe(409);
        (await shop.AskAsync("legacy", "POST", "/order_cancel", new { order_no = "1002", why = "NO" })).Status.ShouldBe(422);
        (await shop.AskAsync("legacy", "POST", "/order_cancel", new { order_no = "4711" })).Status.ShouldBe(404);
        (await shop.AskAsync("legacy", "POST", "/order_return", new { order_no = "1007" })).Status.ShouldBe(409);
        (await shop.AskAsync("legacy", "POST", "/order_return", new { order_no = "1001", art = "desk" })).Status.ShouldBe(422);
        (await shop.AskAsync("legacy", "POST", "/complaint_new", new { mail = Mail(1), order_no = "1004", msg = "not mine" })).Status.ShouldBe(404);
        (await shop.AskAsync("legacy", "POST", "/complaint_new", new { mail = Mail(1), order_no = "1001", msg = " " })).Status.ShouldBe(422);
        (await shop.AskAsync("legacy", "POST", "/customer_addr", new { mail = "nobody@shop.example", addr = "x" })).Status.ShouldBe(404);
        (await shop.AskAsync("legacy", "GET", "/points?mail=nobody@shop.example")).Status.ShouldBe(404);
        (await shop.AskAsync("legacy", "GET", "/ship_track?mail=ada@shop.example&order_no=1006")).Status.ShouldBe(404);
    }

    private static string Mail(int customer) => $"{Names[customer - 1]}@shop.example";

    private static void Same(JsonNode old, JsonNode modern) => JsonNode.DeepEquals(Sorted(old), Sorted(modern)).ShouldBeTrue($"{old.ToJsonString()}\n{modern.ToJsonString()}");

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        JsonValue number when number.GetValueKind() == System.Text.Json.JsonValueKind.Number => JsonValue.Create(decimal.Parse(number.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) / 1.000000m),
        _ => node?.DeepClone(),
    };

    private async Task<JsonNode> OldAsync(string intent, string path) => OldWords.Read(intent, await shop.GetAsync("legacy", path));
}
