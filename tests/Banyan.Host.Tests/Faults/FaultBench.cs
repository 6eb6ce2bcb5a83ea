using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Faults;

/// <summary>The service with one misbehaving provider per fault and one that answers well, all of one dialect. One per dialect for the whole run.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    public const string SecondText = "from the second";

    private static readonly ConcurrentDictionary<char, Lazy<Task<FaultBench>>> Benches = new();

    private readonly ScriptedWall _first;
    private readonly ScriptedWall _second;
    private readonly ConcurrentDictionary<string, Func<WallScript>> _scripts;

    private FaultBench(BanyanApp app, ScriptedWall first, ScriptedWall second, WireTalk talk, ConcurrentDictionary<string, Func<WallScript>> scripts) =>
        (App, _first, _second, Talk, _scripts) = (app, first, second, talk, scripts);

    public BanyanApp App { get; }

    public WireTalk Talk { get; }

    /// <summary>The bench of a dialect, started when first asked for.</summary>
    public static Task<FaultBench> OfAsync(char letter) => Benches.GetOrAdd(letter, static known => new(() => StartAsync(WireTalk.Of(known)))).Value;

    /// <summary>Sets what one of the misbehaving providers does; each test takes one of its own.</summary>
    public FaultPlace Take(string fault, Func<WallScript> script)
    {
        var number = FaultNames.IndexOf(fault).ToString(CultureInfo.InvariantCulture);
        _scripts[number] = script;
        return new FaultPlace($"m{number}", () => _first.Requests.Where(request => request.Path.StartsWith($"/{number}/", StringComparison.Ordinal)).ToList());
    }

    /// <summary>How often the good provider was asked for this model.</summary>
    public int SecondAsked(string model) => _second.Requests.Count(request => request.Text.Contains(model, StringComparison.Ordinal));

    /// <summary>Asks through the dialect's own door and reads the answer to its end.</summary>
    public async Task<FaultAnswer> AskAsync(string model, bool streams, TaskCompletionSource? seen = null)
    {
        var (path, body) = Talk.Ask(model, streams, $"Hello from {model}");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await App.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer)) > 0)
        {
            read.Write(buffer, 0, count);
            if (seen is not null && Encoding.UTF8.GetString(read.ToArray()).Contains(LateFaults.Partial, StringComparison.Ordinal))
            {
                seen.TrySetResult();
            }
        }

        return new FaultAnswer(response, read.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    private static async Task<FaultBench> StartAsync(WireTalk talk)
    {
        var scripts = new ConcurrentDictionary<string, Func<WallScript>>(StringComparer.Ordinal);
        var first = ScriptedWall.Start(request => scripts[request.Path.Split('/')[1]]());
        var second = ScriptedWall.Start(request => Streams(request, talk) ? talk.StreamScript([SecondText], 11, 7) : WallScript.Json(talk.Whole(SecondText, 11, 7)));
        var app = await BanyanApp.StartAsync(Yaml(talk, first, second), null, ("FIRST_KEY", "sk-first-0123456789abcdef"), ("SECOND_KEY", "sk-second-0123456789abcdef"));
        return new FaultBench(app, first, second, talk, scripts);
    }

    private static string Yaml(WireTalk talk, ScriptedWall first, ScriptedWall second)
    {
        var (providers, models, aliases) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        const string Model = "{ context: 100000, maxOutput: 4096, can: [streaming, tools, vision, jsonSchema, jsonMode], price: { input: 1, output: 3 } }";
        for (var i = 0; i < FaultNames.All.Count; i++)
        {
            providers.Append(CultureInfo.InvariantCulture, $"  f{i}: {{ type: {talk.ProviderType}, baseUrl: \"{first.Address.AbsoluteUri}{i}\", keys: [{{ name: main, ref: \"env:FIRST_KEY\" }}], timeouts: {{ connect: 400ms, firstToken: 400ms, idle: 400ms, total: 5s }} }}\n");
            models.Append(CultureInfo.InvariantCulture, $"  f{i}/up: {Model}\n");
            aliases.Append(CultureInfo.InvariantCulture, $"  m{i}: {{ strategy: fixed, targets: [{{ model: f{i}/up }}, {{ model: second/up }}] }}\n");
        }

        return $"""
            routing: {'{'} retry: {'{'} initialDelay: 1ms, maxDelay: 2ms {'}'} {'}'}
            providers:
            {providers}  second: {'{'} type: {talk.ProviderType}, baseUrl: "{second.Address.AbsoluteUri.TrimEnd('/')}", keys: [{'{'} name: main, ref: "env:SECOND_KEY" {'}'}] {'}'}
            models:
            {models}  second/up: {Model}
            aliases:
            {aliases}
            """;
    }

    private static bool Streams(WallRequest request, WireTalk talk) =>
        talk.Letter == 'G' ? request.Path.Contains("stream", StringComparison.Ordinal) : request.Text.Contains("\"stream\":true", StringComparison.Ordinal);
}
