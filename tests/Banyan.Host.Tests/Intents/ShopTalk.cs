using System.Text.Json;
using Banyan.Gateway.Catalog;
using Banyan.Gateway.Spine;
using Banyan.Intents;
using Banyan.Intents.Memory;
using Banyan.Intents.Settings;
using Banyan.Intents.Spine;
using Banyan.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shop.Launcher;

namespace Banyan.Host.Tests.Intents;

/// <summary>The whole service beside the whole Shop, as <c>--demo</c> starts them, and one person's conversation.</summary>
public sealed class ShopTalk : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, Guid> _talks = new(StringComparer.Ordinal);
#pragma warning disable RS0030 // A client of the tests' own: nothing of the product is behind it.
    private readonly HttpClient _http = new();
#pragma warning restore RS0030
    private WebApplication _app = null!;
    private int _messages;

    private ShopTalk() => Shop = new RunningShop(new ShopPlaces { Folder = Path.Combine(_folder.Path, "shop"), HasUsualPorts = false });

    public RunningShop Shop { get; }

    public IServiceProvider Services => _app.Services;

    private IntentFlow Flow => Services.GetRequiredService<IntentFlow>();

    /// <summary>Starts both.</summary>
    /// <param name="more">More configuration, beside section <c>intents</c>.</param>
    public static async Task<ShopTalk> StartAsync(string more = "")
    {
        var talk = new ShopTalk();
        Directory.CreateDirectory(Path.Combine(talk._folder.Path, "shop"));
        await talk.Shop.StartAsync();
        var path = talk._folder.File("banyan.yaml");
        await File.WriteAllTextAsync(path, more);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BANYAN__server__listen"] = "http://127.0.0.1:0",
            ["BANYAN__storage__dataDir"] = talk._folder.File("data"),
        };
        var samples = Path.Combine(Demo.SourceTree.Find(AppContext.BaseDirectory)!.Shop, "shop.banyan.yaml");
        var underlay = await File.ReadAllTextAsync(samples);
        foreach (var (name, usual) in new[] { ("legacy", 8091), ("users", 8092), ("orders", 8093), ("shipping", 8094) })
        {
            underlay = underlay.Replace($"http://127.0.0.1:{usual}", talk.Shop.Addresses[name].GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        }

        var loaded = ConfigLoader.Load(new ConfigSource(path, values, TimeProvider.System, new ConfigUnderlay(underlay, Path.GetDirectoryName(samples)!)));
        loaded.HasErrors.ShouldBeFalse(ConfigReport.Text(loaded));
        talk._app = Program.Build(loaded);
        await talk._app.StartAsync();
        return talk;
    }

    /// <summary>Says something as somebody and gives the whole answer.</summary>
    public async Task<JsonElement> SayAsync(string email, string text)
    {
        var accepted = await Flow.PostAsync(new IncomingMessage(Subject(email), await TalkOfAsync(email), $"m{Interlocked.Increment(ref _messages)}", text), default);
        accepted.Refused.ShouldBeNull();
        return await Flow.AnswerAsync(Subject(email), accepted, default).WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>The person behind an e-mail.</summary>
    public Subject Subject(string email) =>
        Services.GetRequiredService<People>().Find(new Caller { Tenant = "default", Service = "shop", KeyId = "k", Grants = Grants.All }, email)!;

    /// <summary>Says the same until the answer is as wanted; a minute's messages are the bound.</summary>
    public async Task UntilAsync(string email, string text, Func<JsonElement, bool> isWanted)
    {
        for (var i = 0; i < 20; i++)
        {
            if (isWanted(await SayAsync(email, text)))
            {
                return;
            }
        }

        throw new TimeoutException($"Twenty times \"{text}\" and never the answer that was wanted.");
    }

    /// <summary>How many requests of one service changed something.</summary>
    public async Task<int> EffectsAsync(string service) => (await LedgerAsync(service)).Count(entry => entry.TryGetProperty("effect", out var effect) && effect.ValueKind == JsonValueKind.String);

    /// <summary>How many requests all services have seen.</summary>
    public async Task<int> CallsAsync()
    {
        var calls = 0;
        foreach (var service in Shop.Addresses.Keys)
        {
            calls += (await LedgerAsync(service)).Count;
        }

        return calls;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Shop.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task<List<JsonElement>> LedgerAsync(string service)
    {
        using var document = JsonDocument.Parse(await _http.GetStringAsync(new Uri(Shop.Addresses[service], "/_ledger")));
        return [.. document.RootElement.EnumerateArray().Select(entry => entry.Clone())];
    }

    private async Task<Guid> TalkOfAsync(string email)
    {
        if (!_talks.TryGetValue(email, out var talk))
        {
            var subject = Subject(email);
            var opened = await Services.GetRequiredService<IConversationStore>().OpenAsync(new ConversationOwner(subject.Tenant, subject.Id), "shop", null, TimeProvider.System.GetUtcNow().AddDays(30), default);
            _talks[email] = talk = opened.Id;
        }

        return talk;
    }
}
