namespace Banyan.Shop.Tests;

/// <summary>What ada's conversations need to find: one thing delivered lately, one not sent yet, one on its way.</summary>
public sealed class StoryTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task The_lamp_of_1001_can_still_be_returned_with_the_monolith()
    {
        var order = await shop.GetAsync("orders", "/orders/1001");
        ((string?)order["status"]).ShouldBe("delivered");
        string.CompareOrdinal((string?)order["deliveredAt"], shop.Day(30)).ShouldBePositive();
        var back = (await shop.AskAsync("legacy", "POST", "/order_return", new { order_no = "1001", art = "lamp" })).Ok()["data"]!;
        ((int?)back["refund_cents"]).ShouldBe(4550);
    }

    [Fact]
    public async Task The_desk_of_1002_waits_and_costs_240()
    {
        var order = await shop.GetAsync("orders", "/orders/1002");
        ((string?)order["status"]).ShouldBe("pending");
        ((string?)order["summary"]).ShouldBe("desk");
        order["total"]!.ToJsonString().ShouldBe("240.00");
    }

    [Fact]
    public async Task The_parcel_of_1003_is_on_its_way_and_its_day_is_told_differently()
    {
        ((string?)(await shop.GetAsync("orders", "/orders/1003"))["status"]).ShouldBe("shipped");
        var old = (await shop.GetAsync("legacy", "/ship_track?mail=ada@shop.example"))["data"]!;
        ((string?)old["order_no"]).ShouldBe("1003");
        var parcel = await shop.GetAsync("shipping", "/parcels?customerId=cust-01");
        ((string?)parcel["eta"]).ShouldBe(shop.Day(-3));
        OldWords.Read("shipping.track", await shop.GetAsync("legacy", "/ship_track?mail=ada@shop.example"))["eta"]!.GetValue<string>().ShouldBe(shop.Day(-2));
    }

    [Fact]
    public async Task Everybody_has_a_number_of_their_own_and_the_staff_is_no_customer()
    {
        var known = Sources.Yaml("shop.banyan.yaml")["intents"]!["users"]!.AsArray();
        var phones = new HashSet<string?>();
        foreach (var user in known.Where(user => user!["scopes"] is null))
        {
            var customer = await shop.GetAsync("users", $"/customers?email={user!["email"]}");
            ((string?)customer["customerId"]).ShouldBe((string?)user["id"]);
            ((string?)customer["name"]).ShouldBe((string?)user["name"]);
            phones.Add((string?)customer["phone"]).ShouldBeTrue();
        }

        phones.Count.ShouldBe(6);
        (await shop.AskAsync("users", "GET", "/customers?email=mia@shop.example")).Status.ShouldBe(404);
    }

    [Fact]
    public void What_is_configured_is_what_is_started()
    {
        var ports = Sources.Yaml("shop.banyan.yaml")["intents"]!["backends"]!.AsArray().Select(backend => new Uri((string)backend!["baseUrl"]!).Port);
        ports.ShouldBe([global::Shop.Legacy.LegacyApp.Port, global::Shop.Users.UsersApp.Port, global::Shop.Orders.OrdersApp.Port, global::Shop.Shipping.ShippingApp.Port]);
    }
}
