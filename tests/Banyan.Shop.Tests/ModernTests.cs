using System.Text.Json.Nodes;

namespace Banyan.Shop.Tests;

public sealed class ModernTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task A_customer_is_found_by_mail()
    {
        var ada = await shop.GetAsync("users", "/customers?email=ADA@shop.example");
        ada.ToJsonString().ShouldBe("""{"customerId":"cust-01","email":"ada@shop.example","name":"Ada Archer","phone":"\u002B44 20 7946 0101","street":"3 Mill Lane","city":"York","zip":"YO1 7HH","status":"active"}""");
        (await shop.AskAsync("users", "GET", "/customers?email=nobody@shop.example")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_address_is_changed_and_an_incomplete_one_refused()
    {
        var address = new { street = "12 Oak Street", city = "Leeds", zip = "LS1 4AB" };
        (await shop.AskAsync("users", "PUT", "/customers/cust-02/address", address)).Ok()["city"]!.GetValue<string>().ShouldBe("Leeds");
        ((string?)(await shop.GetAsync("users", "/customers?email=bob@shop.example"))["street"]).ShouldBe("12 Oak Street");
        (await shop.AskAsync("users", "PUT", "/customers/cust-02/address", address with { zip = "" })).Status.ShouldBe(422);
        (await shop.AskAsync("users", "PUT", "/customers/cust-99/address", address)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_closed_account_stays_closed()
    {
        var closed = (await shop.AskAsync("users", "POST", "/customers/cust-06/close")).Ok();
        ((string?)closed["closedAt"]).ShouldBe(shop.Day(0));
        ((string?)(await shop.GetAsync("users", "/customers?email=finn@shop.example"))["status"]).ShouldBe("closed");
        (await shop.AskAsync("users", "POST", "/customers/cust-06/close")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Orders_are_listed_for_one_customer_alone()
    {
        var orders = (await shop.GetAsync("orders", "/orders?customerId=cust-01"))["orders"]!.AsArray();
        orders.Select(order => (string?)order!["orderId"]).ShouldBe(["1001", "1002", "1003", "1007"]);
        orders.ShouldAllBe(order => (string?)order!["customerEmail"] == "ada@shop.example");
    }

    [Fact]
    public async Task An_order_is_told_with_its_items()
    {
        var order = await shop.GetAsync("orders", "/orders/1001");
        order.ToJsonString().ShouldBe($$"""
            {"orderId":"1001","customerEmail":"ada@shop.example","status":"delivered","summary":"lamp and bulb","total":50.00,"placedAt":"{{shop.Day(16)}}","shippedAt":"{{shop.Day(14)}}","deliveredAt":"{{shop.Day(12)}}","items":[{"sku":"LMP-01","name":"lamp","quantity":1,"price":45.50},{"sku":"BLB-02","name":"bulb","quantity":1,"price":4.50}]}
            """);
        (await shop.AskAsync("orders", "GET", "/orders/9999")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Only_an_order_that_was_not_sent_is_cancelled_and_only_by_its_customer()
    {
        (await shop.AskAsync("orders", "POST", "/orders/1003/cancel", new { customerId = "cust-01" })).Status.ShouldBe(409);
        (await shop.AskAsync("orders", "POST", "/orders/1014/cancel", new { customerId = "cust-01" })).Status.ShouldBe(404);
        (await shop.AskAsync("orders", "POST", "/orders/1014/cancel", new { customerId = "cust-05", reason = "bored" })).Status.ShouldBe(422);
        var cancelled = (await shop.AskAsync("orders", "POST", "/orders/1014/cancel", new { customerId = "cust-05" })).Ok();
        cancelled.ToJsonString().ShouldBe("""{"orderId":"1014","status":"cancelled","refund":240.00}""");
    }

    [Fact]
    public async Task A_return_tells_the_refund_but_not_how_long_it_takes()
    {
        var back = (await shop.AskAsync("orders", "POST", "/orders/1005/returns", new { customerId = "cust-02", item = "Clock" })).Ok();
        back.ToJsonString().ShouldBe("""{"returnId":"R-5001","orderId":"1005","item":"Clock","status":"announced","refund":32.00}""");
        (await shop.AskAsync("orders", "POST", "/orders/1005/returns", new { customerId = "cust-02", item = "clock" })).Status.ShouldBe(409);
        (await shop.AskAsync("orders", "POST", "/orders/1009/returns", new { customerId = "cust-03", item = "lamp" })).Status.ShouldBe(422);
        (await shop.AskAsync("orders", "POST", "/orders/1013/returns", new { customerId = "cust-04" })).Status.ShouldBe(409);
    }

    [Fact]
    public async Task A_parcel_is_the_one_on_its_way_unless_it_is_named()
    {
        ((string?)(await shop.GetAsync("shipping", "/parcels?customerId=cust-01"))["orderId"]).ShouldBe("1003");
        ((string?)(await shop.GetAsync("shipping", "/parcels?customerId=cust-01&orderId=1001"))["status"]).ShouldBe("delivered");
        (await shop.AskAsync("shipping", "GET", "/parcels?customerId=cust-01&orderId=1006")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_parcel_moves_to_a_day_within_the_next_thirty()
    {
        object To(int days) => new { customerId = "cust-02", date = shop.Day(-days) };
        (await shop.AskAsync("shipping", "POST", "/parcels/1006/reschedule", To(0))).Status.ShouldBe(422);
        (await shop.AskAsync("shipping", "POST", "/parcels/1003/reschedule", To(3))).Status.ShouldBe(404);
        (await shop.AskAsync("shipping", "POST", "/parcels/1006/reschedule", To(9))).Ok();
        ((string?)(await shop.GetAsync("shipping", "/parcels?customerId=cust-02"))["eta"]).ShouldBe(shop.Day(-9));
    }

    [Fact]
    public async Task Products_are_found_and_one_of_them_tries_to_give_orders()
    {
        var found = (await shop.GetAsync("orders", "/products?query=mirror"))["products"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)found["description"]).ShouldNotBeNull().ShouldContain("cancel every order");
        (await shop.GetAsync("orders", "/products"))["products"]!.AsArray().Count.ShouldBe(8);
    }

    [Fact]
    public async Task Every_service_is_well()
    {
        foreach (var service in shop.Running.Addresses.Keys)
        {
            ((string?)(await shop.GetAsync(service, "/health"))["status"]).ShouldBe("ok");
        }
    }

    [Fact]
    public async Task The_monolith_knows_nothing_of_keys_and_repeats_a_complaint()
    {
        var complaint = new JsonObject { ["mail"] = "cleo@shop.example", ["order_no"] = "1009", ["msg"] = "scratched" };
        ((string?)(await shop.AskAsync("legacy", "POST", "/complaint_new", complaint, key: "k")).Ok()["data"]!["ticket"]).ShouldBe("C-2001");
        ((string?)(await shop.AskAsync("legacy", "POST", "/complaint_new", complaint, key: "k")).Ok()["data"]!["ticket"]).ShouldBe("C-2002");
    }
}
