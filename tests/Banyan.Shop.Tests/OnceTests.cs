namespace Banyan.Shop.Tests;

public sealed class OnceTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task The_same_key_with_the_same_request_happens_once_and_answers_the_same()
    {
        var first = await shop.AskAsync("orders", "POST", "/orders/1002/cancel", new { customerId = "cust-01" }, key: "once");
        var second = await shop.AskAsync("orders", "POST", "/orders/1002/cancel", new { customerId = "cust-01" }, key: "once");
        first.Ok();
        second.ShouldBe(first);
        (await shop.EffectsAsync("orders")).Count(effect => effect == "cancelled 1002").ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused()
    {
        (await shop.AskAsync("orders", "POST", "/orders/1004/cancel", new { customerId = "cust-02" }, key: "other")).Ok();
        var refused = await shop.AskAsync("orders", "POST", "/orders/1019/cancel", new { customerId = "cust-06" }, key: "other");
        refused.Status.ShouldBe(409);
        ((string?)refused.Json["code"]).ShouldBe("idempotency_key_reused");
        ((string?)(await shop.GetAsync("orders", "/orders/1019"))["status"]).ShouldBe("pending");
    }

    [Fact]
    public async Task Twenty_at_once_with_one_key_are_one_effect()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.AskAsync("orders", "POST", "/orders/1008/cancel", new { customerId = "cust-03" }, key: "rush")));
        replies.Distinct().ShouldHaveSingleItem().Ok();
        (await shop.EffectsAsync("orders")).Count(effect => effect == "cancelled 1008").ShouldBe(1);
    }

    [Fact]
    public async Task A_key_outlives_the_process()
    {
        var address = new { street = "1 New Row", city = "Bath", zip = "BA1 2AA" };
        var first = await shop.AskAsync("users", "PUT", "/customers/cust-03/address", address, key: "kept");
        await shop.Running.StopAsync("users");
        await Should.ThrowAsync<HttpRequestException>(() => shop.AskAsync("users", "GET", "/health"));
        await shop.Running.StartAsync("users");
        (await shop.AskAsync("users", "PUT", "/customers/cust-03/address", address, key: "kept")).ShouldBe(first);
        (await shop.EffectsAsync("users")).ShouldBe(["address of cust-03"]);
    }
}
