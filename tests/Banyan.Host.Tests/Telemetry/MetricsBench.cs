using System.Text;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Telemetry;

/// <summary>The service with one scripted provider that plays what the model's name says: <c>good</c>, <c>refuses</c>, <c>broken</c> or <c>cut</c>.</summary>
internal sealed class MetricsBench : IAsyncDisposable
{
    public const string Secret = "sk-canary-5f2a9c7e1b3d4860";

    private static readonly WireTalk Talk = WireTalk.Of('C');

    private readonly ScriptedWall _wall;

    private MetricsBench(BanyanApp app, ScriptedWall wall) => (App, _wall) = (app, wall);

    public BanyanApp App { get; }

    public IReadOnlyCollection<WallRequest> Asked => _wall.Requests;

    public static async Task<MetricsBench> StartAsync(Action<IServiceCollection>? replace = null, string yaml = "")
    {
        var wall = ScriptedWall.Start(Play);
        const string Model = "{ context: 100000, maxOutput: 4096, can: [streaming], price: { input: 1, output: 3 } }";
        var app = await BanyanApp.StartAsync(
            $$"""
            routing: { retry: { initialDelay: 1ms, maxDelay: 2ms } }
            providers:
              lab: { type: openai-compatible, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:LAB_KEY" }] }
            models:
              lab/good: {{Model}}
              lab/refuses: {{Model}}
              lab/broken: {{Model}}
              lab/cut: {{Model}}
            aliases:
              moves: { strategy: fixed, targets: [{ model: lab/broken }, { model: lab/good }] }
            {{yaml}}
            """,
            replace,
            ("LAB_KEY", Secret));
        return new MetricsBench(app, wall);
    }

    /// <summary>Asks and reads the answer to its end, whole or cut.</summary>
    public async Task<string> AskAsync(string model, bool streams = false, string text = "hello", params (string Name, string Value)[] headers)
    {
        var (path, body) = Talk.Ask(model, streams, text);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await App.Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public Task<string> ScrapeAsync(string query = "") => App.Http.GetStringAsync(new Uri("/metrics" + query, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _wall.DisposeAsync();
    }

    private static WallScript Play(WallRequest request)
    {
        var streams = request.Text.Contains("\"stream\":true", StringComparison.Ordinal);
        return request.Text switch
        {
            var text when text.Contains("\"refuses\"", StringComparison.Ordinal) => WallScript.Json(Talk.ErrorBody($"no, {Secret}"), 400),
            var text when text.Contains("\"broken\"", StringComparison.Ordinal) => WallScript.Json(Talk.ErrorBody($"broke, {Secret}"), 503),
            var text when text.Contains("\"cut\"", StringComparison.Ordinal) => Cut(),
            _ => streams ? Talk.StreamScript(["good", "day"], 11, 7) : WallScript.Json(Talk.Whole("good day", 11, 7)),
        };
    }

    private static WallScript Cut()
    {
        var script = WallScript.Stream(Talk.StreamType);
        foreach (var happened in Talk.Stream(["broken off", "never"], 11, 7).Take(Talk.Preamble + 1))
        {
            script.Chunk(happened);
        }

        return script.Close();
    }
}
