using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Money.Invoices;

/// <summary>Ten providers, two for each language, played by one wall: they do what each ask says, and write an invoice of every call.</summary>
internal sealed class InvoiceTrade : IAsyncDisposable
{
    private const int ToolTokens = 17;
    private readonly ScriptedWall _wall;
    private readonly ConcurrentDictionary<int, ConcurrentQueue<InvoiceLine>> _lines = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _heard = new();
    private readonly Func<int, InvoiceCase> _caseOf;
    private int _calls;

    public InvoiceTrade(Func<int, InvoiceCase> caseOf)
    {
        _caseOf = caseOf;
        _wall = ScriptedWall.Start(Play);
    }

    /// <summary>Calls that came.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>The invoice of an ask, in the order of its calls.</summary>
    public IReadOnlyCollection<InvoiceLine> Of(int number) => _lines.TryGetValue(number, out var lines) ? lines : [];

    /// <summary>All of it.</summary>
    public IReadOnlyList<InvoiceLine> All() => [.. _lines.Values.SelectMany(lines => lines)];

    /// <summary>Completes when an ask has come to a call that ends in silence.</summary>
    public Task HeardAsync(int number) => Heard(number).Task.WaitAsync(App.Patience.Long);

    /// <summary>Providers, models and chains.</summary>
    public string Yaml()
    {
        // Of a chain whose first is slow to begin, the second is asked as soon as the first is later than half of its answers were.
        var (providers, models, aliases) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var talk in WireTalk.All)
        {
            foreach (var set in "xy")
            {
                var name = $"{set}{talk.Letter}";
                var (input, output) = InvoicePrices.Of(name);
                var price = string.Create(CultureInfo.InvariantCulture, $"{{ input: {input}, output: {output} }}");
                providers.Append(CultureInfo.InvariantCulture, $"  {name}: {{ type: {talk.ProviderType}, baseUrl: \"{_wall.Address.AbsoluteUri}{name}\", keys: [{{ name: main, ref: \"env:PROVIDER_KEY\" }}] }}\n");
                models.Append(CultureInfo.InvariantCulture, $"  {name}/up: {{ context: 1000000, maxOutput: 4096, can: [streaming, tools, parallelTools], price: {price} }}\n");
                models.Append(CultureInfo.InvariantCulture, $"  {name}/emb: {{ context: 1000000, can: [embeddings], price: {price} }}\n");
            }

            var targets = $"strategy: fixed, targets: [{{ model: x{talk.Letter}/up }}, {{ model: y{talk.Letter}/up }}]";
            aliases.Append(CultureInfo.InvariantCulture, $"  {talk.Letter}-chain: {{ {targets} }}\n  {talk.Letter}-race: {{ {targets}, hedge: true }}\n");
        }

        return $$"""
            routing: { retry: { initialDelay: 1ms, maxDelay: 2ms, budget: 1 }, breaker: { failures: 1000000, minCalls: 1000000 }, hedge: { after: p50, minDelay: 50ms, maxExtra: 1 } }
            rateLimiting: { enabled: false }
            providers:
            {{providers}}models:
            {{models}}aliases:
            {{aliases}}budgets:
              - { scope: global, period: monthly, limit: "100000", timeZone: {{Zone()}} }
              - { scope: user, scopeId: "*", period: daily, limit: "1000", timeZone: {{Zone()}} }
            """;
    }

    /// <summary>A zone whose midnight is hours away, so that a run lies within one period.</summary>
    private static string Zone() => TimeProvider.System.GetUtcNow().Hour is >= 6 and < 18 ? "UTC" : "Etc/GMT-12";

    public ValueTask DisposeAsync() => _wall.DisposeAsync();

    private TaskCompletionSource Heard(int number) => _heard.GetOrAdd(number, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private WallScript Play(WallRequest request)
    {
        var (number, deeds) = InvoiceCase.Read(request.Text);
        var one = _caseOf(number);
        var lines = _lines.GetOrAdd(number, static _ => new());
        Interlocked.Increment(ref _calls);
        // A provider that speaks both OpenAI languages is asked in the nearer one.
        var provider = request.Path.Split('/')[1];
        var deed = one.IsRace ? provider[0] == 'x' ? Deed.Stall : Deed.Answer : deeds[Math.Min(lines.Count, deeds.Count - 1)];
        var talk = WireTalk.Of(request.Path.EndsWith("/chat/completions", StringComparison.Ordinal) ? 'C' : provider[1]);
        var streams = MoneyBench.Streams(talk, request);
        var said = streams && deed is (Deed.Cut or Deed.Wait) ? one.Answer.Take(one.SaidPieces).ToList() : [];
        // What came before an answer could begin bills the ask alone; a refusal bills nothing.
        var (input, output) = deed switch
        {
            Deed.Refuse => (0, 0),
            Deed.Answer when one.Door == 'T' => (ToolAsk(request), one.Answer.Sum(Prose.Tokens)),
            Deed.Answer when one.Door != 'E' => (one.BilledInput, one.Answer.Sum(Prose.Tokens)),
            Deed.CallTool => (ToolAsk(request), ToolTokens),
            _ => (one.BilledInput, said.Sum(Prose.Tokens)),
        };
        var line = new InvoiceLine(number, provider, deed, input, output, said.Sum(piece => Prose.Text(piece).Length), said.Count > 0 && talk.Letter is ('A' or 'G'));
        lines.Enqueue(line);
        return Script(talk, one, line, streams, said);
    }

    private WallScript Script(WireTalk talk, InvoiceCase one, InvoiceLine line, bool streams, List<int> said)
    {
        switch (line.Deed)
        {
            case Deed.Refuse:
                return WallScript.Json(talk.ErrorBody("no room"), 503);
            case Deed.HangUp:
                return new WallScript().Close();
            case Deed.CallTool:
                return WallScript.Json(ToolCall(line));
            case Deed.Cut or Deed.Wait when streams:
                var script = WallScript.Stream(talk.StreamType);
                foreach (var happened in talk.Stream([.. said.Select(Prose.Text), "never said", "nor this"], line.Input, line.Output).Take(talk.Preamble + said.Count))
                {
                    script.Chunk(happened);
                }

                return line.Deed == Deed.Cut ? script.Close() : script.Silence();
            case Deed.Cut:
                return new WallScript().Head(200, ("content-type", "application/json"), ("content-length", "5000")).Raw("{"u8.ToArray()).Close();
            case Deed.Wait:
                Heard(one.Number).TrySetResult();
                return new WallScript().Silence();
            case Deed.Stall:
                return new WallScript().Silence();
            default:
                return one.Door == 'E' ? WallScript.Json(Vectors(line)) : streams ? talk.StreamScript([.. one.Answer.Select(Prose.Text)], line.Input, line.Output)
                    : WallScript.Json(talk.Whole(string.Concat(one.Answer.Select(Prose.Text)), line.Input, line.Output));
        }
    }

    /// <summary>Tokens of an ask with definitions and results of tools in it: at the length that plain English has.</summary>
    private static int ToolAsk(WallRequest request) => (int)(request.Body.Length / 4.8);

    private static string Vectors(InvoiceLine line) =>
        $$$$"""{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.25]}],"model":"emb","usage":{"prompt_tokens":{{{{line.Input}}}},"total_tokens":{{{{line.Input}}}}}}""";

    private static string ToolCall(InvoiceLine line) =>
        $$$$$"""{"id":"c-1","object":"chat.completion","created":1700000000,"model":"up","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"calculate","arguments":"{\"expression\":\"6*7\"}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":{{{{{line.Input}}}}},"completion_tokens":{{{{{line.Output}}}}},"total_tokens":{{{{{line.Input + line.Output}}}}}}}""";
}
