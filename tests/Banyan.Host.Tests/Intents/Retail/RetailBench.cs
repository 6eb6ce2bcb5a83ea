using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Catalog;
using Banyan.Host.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Wall;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Intents.Retail;

/// <summary>The whole service before both retail sides, with a scripted model that plans, asked over HTTP.</summary>
internal sealed class RetailBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;
    private int _messages;

    public RetailSide? Legacy { get; private set; }

    public RetailSide Modern { get; private set; } = null!;

    public ScriptedModel Model { get; } = ScriptedModel.Start();

    /// <summary>Starts everything and waits until every intent is known.</summary>
    /// <param name="section">More lines of section <c>intents</c>, as stages.</param>
    /// <param name="timeoutMs">Time for each call of a backend.</param>
    /// <param name="hasLegacy">Whether there is an old side.</param>
    /// <param name="clock">Another clock; null for the system's.</param>
    /// <param name="database">A PostgreSQL database; empty for SQLite.</param>
    public static async Task<RetailBench> StartAsync(string section = "", int timeoutMs = 5000, bool hasLegacy = true, TimeProvider? clock = null, string database = "")
    {
        var bench = new RetailBench { Modern = await RetailSide.StartAsync(isLegacy: false, timeoutMs), Legacy = hasLegacy ? await RetailSide.StartAsync(isLegacy: true, timeoutMs) : null };
        var path = bench._folder.File("banyan.yaml");
        await File.WriteAllTextAsync(path, bench.Yaml(section));
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BANYAN__server__listen"] = "http://127.0.0.1:0",
            ["BANYAN__storage__dataDir"] = bench._folder.File("data"),
            ["BANYAN__rateLimiting__enabled"] = "false",
            ["MODEL_KEY"] = "sk-model-0123456789abcdef",
            ["BANYAN_DATABASE"] = database,
        };
        if (database.Length > 0)
        {
            await bench.WriteKeyAsync();
        }

        var loaded = ConfigLoader.Load(new ConfigSource(path, values, TimeProvider.System, null));
        loaded.HasErrors.ShouldBeFalse(ConfigReport.Text(loaded));
        bench._app = Program.Build(loaded, services =>
        {
            if (clock is not null)
            {
                services.AddSingleton(clock);
            }
        });
        await bench._app.StartAsync();
        var key = (await bench._app.Services.GetRequiredService<BootstrapKey>().EnsureAsync(null, CancellationToken.None))!;
#pragma warning disable RS0030 // A client of the tests' own.
        bench._http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri(bench._app.Urls.First()), Timeout = Patience.Long };
#pragma warning restore RS0030
        bench._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await UntilAsync(async () => (await bench.BoardAsync()).GetProperty("rows").GetArrayLength() == 8);
        if (hasLegacy)
        {
            await UntilAsync(async () => (await bench.StagesAsync()).Values.All(stage => stage != "legacy"));
        }

        return bench;
    }

    /// <summary>Begins a conversation of somebody.</summary>
    public async Task<string> TalkAsync(string user) => (await JsonAsync(HttpMethod.Post, "/intents/v1/conversations", user, null)).GetProperty("id").GetString()!;

    /// <summary>Says something in a conversation and gives the whole answer.</summary>
    public Task<JsonElement> SayAsync(string user, string talk, string text) =>
        JsonAsync(HttpMethod.Post, $"/intents/v1/conversations/{talk}/messages", user, JsonSerializer.Serialize(new { clientMessageId = $"m{Interlocked.Increment(ref _messages)}", text }));

    /// <summary>Says something in a conversation of its own.</summary>
    public async Task<JsonElement> SayAsync(string user, string text) => await SayAsync(user, await TalkAsync(user), text);

    /// <summary>The migration board.</summary>
    public Task<JsonElement> BoardAsync() => JsonAsync(HttpMethod.Get, "/intents/v1/board?window=24h", null, null);

    /// <summary>Stages by intent, as a person sees them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StagesAsync() =>
        (await JsonAsync(HttpMethod.Get, "/intents/v1/catalogue", RetailRecords.Loaded.People[0], null)).GetProperty("intents").EnumerateArray()
            .ToDictionary(intent => intent.GetProperty("key").GetString()!, intent => intent.GetProperty("stage").GetString()!, StringComparer.Ordinal);

    /// <summary>Asks again and again until it is so.</summary>
    public static Task UntilAsync(Func<Task<bool>> isSo) => Patience.UntilAsync(isSo);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Modern.DisposeAsync();
        if (Legacy is not null)
        {
            await Legacy.DisposeAsync();
        }

        await Model.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<JsonElement> JsonAsync(HttpMethod method, string path, string? user, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (user is not null)
        {
            request.Headers.Add("x-banyan-user", user);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private async Task WriteKeyAsync()
    {
        var file = Path.Combine(Directory.CreateDirectory(_folder.File("data")).FullName, "master.key");
        await File.WriteAllTextAsync(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private string Yaml(string section)
    {
        var old = Legacy is null ? "" : Backend("old", Legacy, "legacy");
        return $$"""
            {{Model.Yaml}}
            intents:
              backends:
            {{old}}{{Backend("new", Modern, "modern")}}
              limits: { messagesPerMinute: 100000, queue: 64, queueWait: 60s }
              userScopes: [retail]
            {{section}}
            """;
    }

    private static string Backend(string name, RetailSide side, string generation) =>
        $$"""    - { name: {{name}}, baseUrl: "{{side.Address.GetLeftPart(UriPartial.Authority)}}", generation: {{generation}}, trust: full, auth: { kind: exchange }, concurrency: 64, requestsPerSecond: 50000 }{{"\n"}}""";
}
