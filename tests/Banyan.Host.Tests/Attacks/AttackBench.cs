using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Banyan.Gateway.Callers;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Attacks;

/// <summary>The service with one provider per dialect, all played by one wall; one per test class.</summary>
public class AttackBench : IAsyncLifetime
{
    public const string ProviderKey = "sk-provider-0123456789abcdef";

    private ScriptedWall? _wall;
    private BanyanApp? _app;

    public BanyanApp App => _app!;

    public ScriptedWall Wall => _wall!;

    /// <summary>What the provider does; a good answer while null.</summary>
    public Func<WallRequest, WallScript>? Script { get; set; }

    public async ValueTask InitializeAsync()
    {
        _wall = ScriptedWall.Start(request => Script?.Invoke(request) ?? Good(request));
        _app = await BanyanApp.StartAsync(Yaml(_wall), Replace, ("PROVIDER_KEY", ProviderKey));
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        await _wall!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends a body and reads the answer.</summary>
    public async Task<(int Status, string Text, HttpResponseMessage Response)> PostAsync(string path, HttpContent content, string? key = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? App.Key);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await App.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public Task<(int Status, string Text, HttpResponseMessage Response)> PostAsync(string path, string body, string? key = null) =>
        PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), key);

    /// <summary>Makes a key.</summary>
    public async Task<(string Key, string Id)> KeyAsync(Func<KeyOrder, KeyOrder>? with = null)
    {
        var order = new KeyOrder { Tenant = "default", Service = "attacker", Lifetime = TimeSpan.FromDays(1) };
        var made = await App.Services.GetRequiredService<KeyAdmin>().CreateAsync(with?.Invoke(order) ?? order, CancellationToken.None);
        made.Failure.ShouldBeNull();
        return (made.Key!, made.Record!.PublicId);
    }

    /// <summary>Whether a body is an error in the shape of a door.</summary>
    public static void ShouldBeError(string door, string text)
    {
        text.ShouldContain("\"error\"");
        text.ShouldNotContain("Exception");
        text.ShouldNotContain("   at ");
        if (door is "A" or "T")
        {
            text.ShouldContain("\"type\":\"error\"");
        }
    }

    protected virtual void Replace(IServiceCollection services)
    {
    }

    /// <summary>A good answer in the provider's dialect.</summary>
    internal static WallScript Good(WallRequest request)
    {
        if (request.Path.Contains("embed", StringComparison.OrdinalIgnoreCase))
        {
            return WallScript.Json("""{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1]}],"model":"emb","usage":{"prompt_tokens":1,"total_tokens":1}}""");
        }

        if (request.Path.Contains("count", StringComparison.OrdinalIgnoreCase))
        {
            return WallScript.Json("""{"input_tokens":5}""");
        }

        // A provider that speaks both OpenAI languages is asked in the nearer one.
        var talk = WireTalk.Of(request.Path.EndsWith("/chat/completions", StringComparison.Ordinal) ? 'C' : request.Path[1]);
        var streams = request.Path.Contains("stream", StringComparison.Ordinal) || request.Text.Contains("\"stream\":true", StringComparison.Ordinal);
        return streams ? talk.StreamScript(["Hi"], 3, 2) : WallScript.Json(talk.Whole("Hi", 3, 2));
    }

    /// <summary>A configuration with one provider per dialect, all played by one wall.</summary>
    internal static string Yaml(ScriptedWall wall)
    {
        var (providers, models) = (new StringBuilder(), new StringBuilder());
        foreach (var talk in WireTalk.All)
        {
            providers.Append(CultureInfo.InvariantCulture, $"  p{talk.Letter}: {{ type: {talk.ProviderType}, baseUrl: \"{wall.Address.AbsoluteUri}{talk.Letter}\", keys: [{{ name: main, ref: \"env:PROVIDER_KEY\" }}], timeouts: {{ connect: 2s, firstToken: 20s, idle: 20s, total: 60s }} }}\n");
            models.Append(CultureInfo.InvariantCulture, $"  p{talk.Letter}/up: {{ context: 100000, maxOutput: 4096, can: [streaming, tools, vision, jsonSchema, jsonMode], price: {{ input: 1, output: 3 }} }}\n");
            models.Append(CultureInfo.InvariantCulture, $"  p{talk.Letter}/emb: {{ context: 8000, can: [embeddings], price: {{ input: 1 }} }}\n");
        }

        return $"routing: {{ retry: {{ initialDelay: 1ms, maxDelay: 2ms }}, breaker: {{ failures: 100000, minCalls: 100000 }} }}\nproviders:\n{providers}models:\n{models}";
    }
}
