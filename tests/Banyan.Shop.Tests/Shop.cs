using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Banyan.TestKit;
using Shop.Launcher;

namespace Banyan.Shop.Tests;

/// <summary>A Shop of a test's own, on free ports, at noon of a known day, and a client for it.</summary>
public sealed class Shop : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler());

    public Shop() => Running = new RunningShop(new ShopPlaces { Folder = _folder.Path, HasUsualPorts = false, Clock = Clock });

    public FakeClock Clock { get; } = new();

    public RunningShop Running { get; }

    public static CancellationToken Ending => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Running.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync();
        _client.Dispose();
    }

    /// <summary>The day so many days ago, ISO.</summary>
    public string Day(int ago) => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(-ago).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public async Task<Reply> AskAsync(string service, string method, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Running.Addresses[service], path));
        request.Content = body is null ? null : JsonContent.Create(body);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await _client.SendAsync(request, Ending);
        return new Reply((int)answer.StatusCode, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Ending)));
    }

    public async Task<JsonNode> GetAsync(string service, string path) => (await AskAsync(service, "GET", path)).Ok();

    /// <summary>What a service says it changed, in order.</summary>
    public async Task<IReadOnlyList<string>> EffectsAsync(string service) =>
        [.. (await GetAsync(service, "/_ledger")).AsArray().Select(entry => (string?)entry!["effect"]).OfType<string>()];

    /// <summary>A service's answer.</summary>
    public sealed record Reply(int Status, string Text)
    {
        public JsonNode Json => JsonNode.Parse(Text)!;

        public JsonNode Ok()
        {
            Status.ShouldBe(200, Text);
            return Json;
        }
    }
}
