namespace Banyan.Shop.Tests;

public sealed class PlatformTests : IAsyncLifetime
{
    private readonly Shop _shop = new();

    public ValueTask InitializeAsync() => _shop.InitializeAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task The_directory_grows_when_a_service_is_started_and_shrinks_when_it_stops()
    {
        (await NamesAsync()).ShouldBe(["orders-api", "shipping-api", "users-api"]);
        await _shop.Running.StartAsync("loyalty");
        (await NamesAsync()).ShouldBe(["loyalty-api", "orders-api", "shipping-api", "users-api"]);
        await _shop.Running.StopAsync("orders");
        (await NamesAsync()).ShouldBe(["loyalty-api", "shipping-api", "users-api"]);
    }

    [Fact]
    public async Task An_entry_leads_to_the_documents_of_its_service()
    {
        var entry = (await _shop.GetAsync("users", "/.well-known/api-catalog"))["linkset"]![0]!;
        var orders = _shop.Running.Addresses["orders"].GetLeftPart(UriPartial.Authority);
        ((string?)entry["anchor"]).ShouldBe($"{orders}/");
        ((string?)entry["service-desc"]![0]!["href"]).ShouldBe($"{orders}/openapi/v1.json");
        ((string?)entry["service-meta"]![0]!["href"]).ShouldBe($"{orders}/.well-known/banyan-intents");
    }

    [Theory]
    [InlineData("Error", 500, 0)]
    [InlineData("Refuse", 409, 0)]
    [InlineData("Slow", 200, 1)]
    public async Task A_fault_that_answers_is_played_once_and_then_over(string mode, int status, int effects)
    {
        await _shop.AskAsync("orders", "POST", "/_faults", new { mode, path = "/orders", times = 1 });
        (await CancelAsync()).Status.ShouldBe(status);
        (await _shop.EffectsAsync("orders")).Count.ShouldBe(effects);
        (await CancelAsync()).Ok();
        (await _shop.EffectsAsync("orders")).ShouldBe(["cancelled 1002"]);
    }

    [Theory]
    [InlineData("Down", 0)]
    [InlineData("Lost", 1)]
    public async Task A_fault_without_an_answer_does_it_or_not_and_the_ledger_knows(string mode, int effects)
    {
        await _shop.AskAsync("orders", "POST", "/_faults", new { mode, path = "/orders", times = 1 });
        await Should.ThrowAsync<HttpRequestException>(CancelAsync);
        (await _shop.EffectsAsync("orders")).Count.ShouldBe(effects);
        (await CancelAsync()).Ok();
        (await _shop.EffectsAsync("orders")).ShouldBe(["cancelled 1002"]);
        ((string?)(await _shop.GetAsync("orders", "/_ledger"))[0]!["idempotencyKey"]).ShouldBe("k");
    }

    [Fact]
    public async Task A_service_that_hangs_is_left_by_its_caller_and_has_done_nothing()
    {
        await _shop.AskAsync("legacy", "POST", "/_faults", new { mode = "Timeout" });
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Shop.Ending);
        var hanging = client.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_shop.Running.Addresses["legacy"], "/health")), leaving.Token);
        (await _shop.GetAsync("legacy", "/_faults")).AsObject()["mode"]!.GetValue<string>().ShouldBe("Timeout");
        hanging.IsCompleted.ShouldBeFalse();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => hanging);
        await _shop.AskAsync("legacy", "POST", "/_faults", new { mode = "None" });
        await _shop.GetAsync("legacy", "/health");
        (await _shop.EffectsAsync("legacy")).ShouldBeEmpty();
    }

    private Task<Shop.Reply> CancelAsync() => _shop.AskAsync("orders", "POST", "/orders/1002/cancel", new { customerId = "cust-01" }, key: "k");

    private async Task<IEnumerable<string?>> NamesAsync() =>
        (await _shop.GetAsync("users", "/.well-known/api-catalog"))["linkset"]!.AsArray().Select(entry => (string?)entry!["service-desc"]![0]!["title"]);
}
