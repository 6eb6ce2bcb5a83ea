using System.Collections.Concurrent;
using System.Security.Cryptography;
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
    private readonly ConcurrentDictionary<string, Guid> _talks;
    private readonly bool _ownsShop;
#pragma warning disable RS0030 // A client of the tests' own: nothing of the product is behind it.
    private readonly HttpClient _http = new();
#pragma warning restore RS0030
    private WebApplication _app = null!;
    private bool _hasStopped;
    private string? _key;

    private ShopTalk(ShopTalk? beside)
    {
        _ownsShop = beside is null;
        _talks = beside?._talks ?? new(StringComparer.Ordinal);
        Shop = beside?.Shop ?? new RunningShop(new ShopPlaces { Folder = Path.Combine(_folder.Path, "shop"), HasUsualPorts = false });
    }

    public RunningShop Shop { get; }

    public IServiceProvider Services => _app.Services;

    public IntentFlow Flow => Services.GetRequiredService<IntentFlow>();

    public IntentViews Views => Services.GetRequiredService<IntentViews>();

    /// <summary>The folder the Shop's databases stand in.</summary>
    public string ShopFolder => Path.Combine(_folder.Path, "shop");

    /// <summary>Starts both.</summary>
    /// <param name="more">More configuration, beside section <c>intents</c>.</param>
    public static Task<ShopTalk> StartAsync(string more = "") => StartAsync(new TalkWishes { More = more });

    /// <summary>Starts both, or a second service beside the Shop of the first.</summary>
    public static async Task<ShopTalk> StartAsync(TalkWishes wishes)
    {
        var talk = new ShopTalk(wishes.Beside);
        if (talk._ownsShop)
        {
            Directory.CreateDirectory(talk.ShopFolder);
            await talk.Shop.StartAsync();
        }

        var path = talk._folder.File("banyan.yaml");
        await File.WriteAllTextAsync(path, wishes.More);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BANYAN__server__listen"] = "http://127.0.0.1:0",
            ["BANYAN__storage__dataDir"] = talk._folder.File("data"),
            ["BANYAN__rateLimiting__enabled"] = wishes.More.Contains("rateLimiting:", StringComparison.Ordinal) ? "true" : "false",
            ["BANYAN_DATABASE"] = wishes.Database,
            ["MODEL_KEY"] = "sk-model-0123456789abcdef",
        };
        var samples = Path.Combine(Demo.SourceTree.Find(AppContext.BaseDirectory)!.Shop, "shop.banyan.yaml");
        var underlay = await File.ReadAllTextAsync(samples);
        foreach (var (name, usual) in new[] { ("legacy", 8091), ("users", 8092), ("orders", 8093), ("shipping", 8094) })
        {
            underlay = underlay.Replace($"http://127.0.0.1:{usual}", talk.Shop.Addresses[name].GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        }

        foreach (var (from, to) in wishes.Edits)
        {
            underlay.ShouldContain(from);
            underlay = underlay.Replace(from, to, StringComparison.Ordinal);
        }

        if (wishes.Database.Length > 0)
        {
            await talk.ShareKeyAsync(wishes.Beside);
        }

        var loaded = ConfigLoader.Load(new ConfigSource(path, values, TimeProvider.System, new ConfigUnderlay(underlay, Path.GetDirectoryName(samples)!)));
        loaded.HasErrors.ShouldBeFalse(ConfigReport.Text(loaded));
        talk._app = Program.Build(loaded, wishes.Replace);
        await talk._app.StartAsync();
        return talk;
    }

    /// <summary>Nodes of one database share the key that wraps its secrets.</summary>
    private async Task ShareKeyAsync(ShopTalk? beside)
    {
        _key = beside?._key ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var file = Path.Combine(Directory.CreateDirectory(_folder.File("data")).FullName, "master.key");
        await File.WriteAllTextAsync(file, _key);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Says something as somebody and gives the whole answer.</summary>
    /// <param name="email">Who.</param>
    /// <param name="text">What.</param>
    /// <param name="id">The message's id; null for a new one.</param>
    public async Task<JsonElement> SayAsync(string email, string text, string? id = null)
    {
        var accepted = await PostAsync(email, text, id);
        return await AnswerAsync(email, accepted);
    }

    /// <summary>Hands a message in without waiting for its answer.</summary>
    public async Task<Accepted> PostAsync(string email, string text, string? id = null)
    {
        var accepted = await Flow.PostAsync(new IncomingMessage(Subject(email), await TalkOfAsync(email), id ?? $"m{Guid.CreateVersion7():N}", text), default);
        accepted.Refused.ShouldBeNull();
        return accepted;
    }

    /// <summary>Waits for the answer to a message.</summary>
    public Task<JsonElement> AnswerAsync(string email, Accepted accepted) => Flow.AnswerAsync(Subject(email), accepted, default).WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Lets a person's next message begin a new conversation.</summary>
    public void Forget(string email) => _talks.TryRemove(email, out _);

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
        await StopAsync();
        await _app.DisposeAsync();
        if (_ownsShop)
        {
            await Shop.DisposeAsync();
        }

        _http.Dispose();
        _folder.Dispose();
    }

    /// <summary>Stops the service; its stores can still be read.</summary>
    public Task StopAsync() => Interlocked.Exchange(ref _hasStopped, true) ? Task.CompletedTask : _app.StopAsync();

    /// <summary>Ends the service at once, with everything it has under way; only what others share stays.</summary>
    public async Task DiscardAsync()
    {
        if (!Interlocked.Exchange(ref _hasStopped, true))
        {
            await _app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await DisposeAsync();
    }

    /// <summary>What the services wrote down of changes, <c>service effect</c>, sorted.</summary>
    public async Task<List<string>> AllEffectsAsync()
    {
        var effects = new List<string>();
        foreach (var service in Shop.Addresses.Keys)
        {
            effects.AddRange((await LedgerAsync(service)).Where(entry => entry.TryGetProperty("effect", out var effect) && effect.ValueKind == JsonValueKind.String).Select(entry => $"{service} {entry.GetProperty("effect").GetString()}"));
        }

        effects.Sort(StringComparer.Ordinal);
        return effects;
    }

    /// <summary>Every request a service has seen, with what it changed.</summary>
    public async Task<List<JsonElement>> LedgerAsync(string service)
    {
        using var document = JsonDocument.Parse(await _http.GetStringAsync(new Uri(Shop.Addresses[service], "/_ledger")));
        return [.. document.RootElement.EnumerateArray().Select(entry => entry.Clone())];
    }

    /// <summary>The conversation of a person.</summary>
    public async Task<Guid> TalkOfAsync(string email)
    {
        if (!_talks.TryGetValue(email, out var talk))
        {
            var subject = Subject(email);
            var opened = await Services.GetRequiredService<IConversationStore>().OpenAsync(new ConversationOwner(subject.Tenant, subject.Id), "shop", null, TimeProvider.System.GetUtcNow().AddDays(30), default);
            talk = _talks.GetOrAdd(email, opened.Id);
        }

        return talk;
    }
}
