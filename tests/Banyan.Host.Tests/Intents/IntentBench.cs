using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Catalog;
using Banyan.Host.Tests.App;
using Banyan.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shop.Launcher;

namespace Banyan.Host.Tests.Intents;

/// <summary>The whole service before the whole Shop, asked over HTTP. A fixture of its own gives a fresh Shop.</summary>
public class IntentBench : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RunningShop _shop = null!;
    private WebApplication _app = null!;
    private int _messages;

    /// <summary>A client without a key.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The first key: it may do everything.</summary>
    public string Admin { get; private set; } = "";

    public IServiceProvider Services => _app.Services;

    /// <summary>The services behind it.</summary>
    public RunningShop Shop => _shop;

    /// <summary>Whether a typed e-mail is an identity.</summary>
    protected virtual bool IsDemo => true;

    /// <summary>More lines of section <c>intents</c>.</summary>
    protected virtual string More => "";

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder.File("shop"));
        _shop = new RunningShop(new ShopPlaces { Folder = _folder.File("shop"), HasUsualPorts = false });
        await _shop.StartAsync();
        _app = Program.Build(Load(await SectionAsync()));
        await _app.StartAsync();
        Admin = (await Services.GetRequiredService<BootstrapKey>().EnsureAsync(null, CancellationToken.None))!;
#pragma warning disable RS0030 // A client of the tests' own.
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = new Uri(_app.Urls.First()), Timeout = Patience.Long };
#pragma warning restore RS0030
        await KnownAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _shop.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a key.</summary>
    public async Task<(string Key, string Id)> KeyAsync(params string[] scopes)
    {
        var made = await Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Service = "tests", Operations = scopes, Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None);
        made.Failure.ShouldBeNull();
        return (made.Key!, made.Record!.PublicId);
    }

    /// <summary>Asks as somebody.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? user, object? body = null, string? key = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? Admin);
        if (user is not null)
        {
            request.Headers.Add("x-banyan-user", user);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Asks and reads the JSON.</summary>
    public async Task<(int Status, JsonElement Json)> JsonAsync(HttpMethod method, string path, string? user, object? body = null, string? key = null, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(method, path, user, body, key, headers);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>Begins a conversation.</summary>
    public async Task<string> TalkAsync(string? user, string? key = null)
    {
        var (status, made) = await JsonAsync(HttpMethod.Post, "/intents/v1/conversations", user, key: key);
        status.ShouldBe(201, made.ToString());
        return made.GetProperty("id").GetString()!;
    }

    /// <summary>Sends a message and reads the whole answer.</summary>
    public async Task<JsonElement> SayAsync(string? user, string talk, string text)
    {
        var (status, answer) = await JsonAsync(HttpMethod.Post, $"/intents/v1/conversations/{talk}/messages", user, Message(text));
        status.ShouldBe(200, answer.ToString());
        return answer;
    }

    /// <summary>Sends a message and reads the events.</summary>
    public Task<IReadOnlyList<SeenEvent>> WatchAsync(string? user, string talk, string text) => EventsAsync(HttpMethod.Post, $"/intents/v1/conversations/{talk}/messages", user, Message(text));

    /// <summary>Asks for events and reads them all.</summary>
    public async Task<IReadOnlyList<SeenEvent>> EventsAsync(HttpMethod method, string path, string? user, object? body = null, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(method, path, user, body, null, [("Accept", "text/event-stream"), .. headers]);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return SeenEvent.Read(text);
    }

    /// <summary>A message with an id nobody used.</summary>
    public object Message(string text) => new { clientMessageId = $"m{Interlocked.Increment(ref _messages)}", text };

    /// <summary>Replaces parts of the service.</summary>
    protected virtual void Replace(IServiceCollection services)
    {
    }

    private LoadedConfig Load(string section)
    {
        var path = _folder.File("banyan.yaml");
        File.WriteAllText(path, IsDemo ? "" : section);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BANYAN__server__listen"] = "http://127.0.0.1:0",
            ["BANYAN__storage__dataDir"] = _folder.File("data"),
            ["BANYAN__rateLimiting__enabled"] = "false",
        };
        var loaded = ConfigLoader.Load(new ConfigSource(path, values, TimeProvider.System, IsDemo ? new ConfigUnderlay(section, _folder.Path) : null));
        loaded.HasErrors.ShouldBeFalse(ConfigReport.Text(loaded));
        return loaded;
    }

    /// <summary>The Shop's own section, at the addresses it has here.</summary>
    private async Task<string> SectionAsync()
    {
        var shop = Demo.SourceTree.Find(AppContext.BaseDirectory)!.Shop;
        File.Copy(Path.Combine(shop, "legacy.overlay.yaml"), _folder.File("legacy.overlay.yaml"));
        var section = await File.ReadAllTextAsync(Path.Combine(shop, "shop.banyan.yaml"));
        foreach (var (name, usual) in new[] { ("legacy", 8091), ("users", 8092), ("orders", 8093), ("shipping", 8094) })
        {
            section = section.Replace($"http://127.0.0.1:{usual}", _shop.Addresses[name].GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        }

        return section + More;
    }

    /// <summary>Waits until every service of the Shop is known: then only two intents have no new side.</summary>
    private async Task KnownAsync()
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await IsKnownAsync())
        {
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Patience.Long);
            await Task.Delay(50);
        }
    }

    private async Task<bool> IsKnownAsync()
    {
        var (status, board) = await JsonAsync(HttpMethod.Get, "/intents/v1/board", null);
        status.ShouldBe(200, board.ToString());
        return board.GetProperty("rows").GetArrayLength() == 12 && board.GetProperty("legacyOnly").GetArrayLength() == 2;
    }
}
