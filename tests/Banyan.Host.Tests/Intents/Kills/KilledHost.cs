using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Processes;
using Banyan.TestKit;
using Shop.Launcher;

namespace Banyan.Host.Tests.Intents.Kills;

/// <summary>The built service as a process before the Shop, killed and started again on its data; a proxy stands before the services whose calls are held.</summary>
internal sealed partial class KilledHost : IAsyncDisposable
{
    private const string Ada = "ada@shop.example";
    private readonly TempFolder _shopFolder = new();
    private RunningShop _shop = null!;
    private HostFolder _folder = null!;
    private HostProcess _host = null!;
    private string _key = "";

    /// <summary>Before the new orders service.</summary>
    public HoldingProxy Orders { get; private set; } = null!;

    /// <summary>Before the monolith.</summary>
    public HoldingProxy Legacy { get; private set; } = null!;

    /// <summary>Starts everything and waits until the Shop's intents are known.</summary>
    public static async Task<KilledHost> StartAsync()
    {
        var bench = new KilledHost();
        Directory.CreateDirectory(bench._shopFolder.File("shop"));
        bench._shop = new RunningShop(new ShopPlaces { Folder = bench._shopFolder.File("shop"), HasUsualPorts = false });
        await bench._shop.StartAsync();
        bench.Orders = await HoldingProxy.StartAsync(bench._shop.Addresses["orders"]);
        bench.Legacy = await HoldingProxy.StartAsync(bench._shop.Addresses["legacy"]);
        bench._folder = new HostFolder(await bench.YamlAsync());
        bench._host = await bench._folder.ServeAsync();
        bench._key = await bench._host.KeyAsync();
        await bench.UntilAsync(() => bench.JsonAsync(HttpMethod.Get, "/intents/v1/board", null), board => board.GetProperty("rows").GetArrayLength() == 12 && board.GetProperty("legacyOnly").GetArrayLength() == 2);
        return bench;
    }

    /// <summary>Begins a conversation.</summary>
    public async Task<string> TalkAsync() => (await JsonAsync(HttpMethod.Post, "/intents/v1/conversations", null)).GetProperty("id").GetString()!;

    /// <summary>Says something and waits for the answer.</summary>
    public Task<JsonElement> SayAsync(string talk, string text, string id) => JsonAsync(HttpMethod.Post, $"/intents/v1/conversations/{talk}/messages", new { clientMessageId = id, text });

    /// <summary>Kills the service where <paramref name="reached"/> says, whatever becomes of what was said to it, and starts it again.</summary>
    public async Task KillAsync(Task reached, Task? said = null)
    {
        await reached;
        await _host.KillAsync();
        if (said is not null)
        {
            await said.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Orders.GoOn();
        Legacy.GoOn();
        await _host.DisposeAsync();
        _host = await _folder.ServeAsync();
    }

    /// <summary>Waits until a run stands still, and gives its last answer.</summary>
    public async Task<JsonElement> AnswerAsync(string run, string status) =>
        (await UntilAsync(() => JsonAsync(HttpMethod.Get, $"/intents/v1/runs/{run}", null), state => state.GetProperty("status").GetString() == status && state.GetProperty("answer").ValueKind == JsonValueKind.Object)).GetProperty("answer");

    /// <summary>What all services wrote down of changes, <c>service effect</c>.</summary>
    public async Task<List<string>> EffectsAsync()
    {
        var effects = new List<string>();
        foreach (var (name, address) in _shop.Addresses)
        {
            using var document = JsonDocument.Parse(await _host.Http.GetStringAsync(new Uri(address, "/_ledger")));
            effects.AddRange(document.RootElement.EnumerateArray().Where(entry => entry.TryGetProperty("effect", out var effect) && effect.ValueKind == JsonValueKind.String).Select(entry => $"{name} {entry.GetProperty("effect").GetString()}"));
        }

        return effects;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Orders.DisposeAsync();
        await Legacy.DisposeAsync();
        await _shop.DisposeAsync();
        _folder.Dispose();
        _shopFolder.Dispose();
    }

    private async Task<JsonElement> JsonAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        request.Headers.Add("x-banyan-user", Ada);
        request.Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await _host.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {text}");
        return JsonElement.Parse(text);
    }

    private async Task<JsonElement> UntilAsync(Func<Task<JsonElement>> ask, Func<JsonElement, bool> isSo)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var now = await ask();
            if (isSo(now))
            {
                return now;
            }

            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Patience.Long, now.GetRawText() + _host.Said);
            await Task.Delay(50);
        }
    }

    /// <summary>The Shop's own section, at the addresses it has here and without its directory, which would name the services behind the proxies.</summary>
    private async Task<string> YamlAsync()
    {
        var samples = Demo.SourceTree.Find(AppContext.BaseDirectory)!.Shop;
        var section = Directories().Replace(await File.ReadAllTextAsync(Path.Combine(samples, "shop.banyan.yaml")), "");
        foreach (var (usual, address) in new[] { (8091, Legacy.Address), (8092, _shop.Addresses["users"]), (8093, Orders.Address), (8094, _shop.Addresses["shipping"]) })
        {
            section = section.Replace($"http://127.0.0.1:{usual}", address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        }

        return section.Replace("legacy.overlay.yaml", Path.Combine(samples, "legacy.overlay.yaml"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^  directories:\n(    .*\n)+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Directories();
}
