using System.Text;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Banyan.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Money;

/// <summary>The service with two priced providers of one dialect, and a note of every exchange that ended.</summary>
internal sealed class MoneyBench : IAsyncDisposable
{
    /// <summary>What the scripted provider reports for a complete answer.</summary>
    public const int Input = 11, Output = 7;

    /// <summary>Text that has come when a stream is cut or left.</summary>
    public const string Partial = "partial text";

    private readonly ScriptedWall _first;
    private readonly ScriptedWall _second;

    private MoneyBench(BanyanApp app, ScriptedWall first, ScriptedWall second, EndedExchanges ended) => (App, _first, _second, Ended) = (app, first, second, ended);

    public BanyanApp App { get; }

    public EndedExchanges Ended { get; }

    public static async Task<MoneyBench> StartAsync(WireTalk upstream, Func<WallRequest, WallScript> play)
    {
        var first = ScriptedWall.Start(play);
        var second = ScriptedWall.Start(request => Good(upstream, request));
        var ended = new EndedExchanges();
        const string Can = "context: 100000, maxOutput: 4096, can: [streaming, tools]";
        var yaml = $$"""
            routing:
              retry: { maxAttempts: 2, initialDelay: 1ms, maxDelay: 2ms, budget: 1 }
              breaker: { failures: 1000, minCalls: 1000 }
            providers:
              first: { type: {{upstream.ProviderType}}, dialects: [{{Name(upstream)}}], baseUrl: "{{first.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
              second: { type: {{upstream.ProviderType}}, dialects: [{{Name(upstream)}}], baseUrl: "{{second.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
            models:
              first/up: { {{Can}}, price: { input: 1, output: 3 } }
              second/up: { {{Can}}, price: { input: 2, output: 5 } }
            aliases:
              both: { strategy: fixed, targets: [{ model: first/up }, { model: second/up }] }
            """;
        var app = await BanyanApp.StartAsync(yaml, services => services.AddSingleton<IExchangeObserver>(ended), ("UP_KEY", "sk-upstream-0123456789abcdef"));
        return new MoneyBench(app, first, second, ended);
    }

    /// <summary>A complete answer, whole or streamed as it was asked for.</summary>
    public static WallScript Good(WireTalk upstream, WallRequest request) =>
        Streams(upstream, request) ? upstream.StreamScript(["All is", " well"], Input, Output) : WallScript.Json(upstream.Whole("All is well", Input, Output));

    private static string Name(WireTalk talk) => DialectTable.All.First(dialect => dialect.Letter == talk.Letter).Name;

    public static bool Streams(WireTalk upstream, WallRequest request) =>
        upstream.Letter == 'G' ? request.Path.Contains("stream", StringComparison.Ordinal) : request.Text.Contains("\"stream\":true", StringComparison.Ordinal);

    public static HttpRequestMessage Request(MoneyCase one, string model)
    {
        var (path, body) = one.Door.Ask(model, one.Streams, $"Hello from {one.Name}");
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-banyan-user", one.Name);
        return request;
    }

    /// <summary>The rows of an exchange as the database holds them once the service has stopped.</summary>
    public Task<IReadOnlyList<UsageRow>> RowsAsync(ExchangeRecord record) =>
        App.Services.GetRequiredService<IUsageStore>().OfRequestAsync("default", record.Exchange.Id.Value, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }
}
