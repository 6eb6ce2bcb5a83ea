using System.Collections.Concurrent;
using System.Text.Json;
using Banyan.TestKit.Talk;

namespace Banyan.TestKit.Wall;

/// <summary>An OpenAI-compatible provider whose one model answers plans, verdicts and prose by script, and counts every token it sold.</summary>
public sealed class ScriptedModel : IAsyncDisposable
{
    private readonly ConcurrentQueue<ModelQuestion> _asked = new();
    private readonly ScriptedWall _wall;
    private int _tokens;

    private ScriptedModel() => _wall = ScriptedWall.Start(Answer);

    /// <summary>Answers a plan's ask with its JSON.</summary>
    public Func<ModelQuestion, string> Plan { get; set; } = _ => """{"kind":"clarify","steps":[],"clarify":{"question":"What do you mean?","missing":[],"candidates":[]}}""";

    /// <summary>Answers a judge's ask.</summary>
    public Func<ModelQuestion, string> Judge { get; set; } = _ => "{}";

    /// <summary>Words an answer.</summary>
    public Func<ModelQuestion, string> Prose { get; set; } = _ => "Here you are.";

    /// <summary>Plays something else than an answer; null for an answer.</summary>
    public Func<ModelQuestion, WallScript?> Trouble { get; set; } = _ => null;

    /// <summary>Every question, in order.</summary>
    public IReadOnlyCollection<ModelQuestion> Asked => _asked;

    /// <summary>Tokens of all complete answers.</summary>
    public int TokensSold => Volatile.Read(ref _tokens);

    /// <summary>The provider, its model at one dollar for a million tokens, and the aliases an orchestrator asks for.</summary>
    public string Yaml => $$"""
        routing:
          retry: { maxAttempts: 1 }
          breaker: { failures: 1000, minCalls: 1000 }
        providers:
          scripted: { type: openai-compatible, baseUrl: "{{_wall.Address.AbsoluteUri.TrimEnd('/')}}", apiKey: "env:MODEL_KEY" }
        models:
          scripted/one: { context: 200000, maxOutput: 8192, can: [streaming, jsonMode, jsonSchema], price: { input: 1, output: 1 } }
        aliases:
          planner: { strategy: fixed, targets: [{ model: scripted/one }] }
          answer: { strategy: fixed, targets: [{ model: scripted/one }] }
        """;

    /// <summary>Starts it.</summary>
    public static ScriptedModel Start() => new();

    public ValueTask DisposeAsync() => _wall.DisposeAsync();

    private WallScript Answer(WallRequest request)
    {
        using var document = JsonDocument.Parse(request.Body);
        var question = Read(document.RootElement);
        _asked.Enqueue(question);
        if (Trouble(question) is { } trouble)
        {
            return trouble;
        }

        var text = question.Kind switch { "plan" => Plan(question), "verdicts" => Judge(question), _ => Prose(question) };
        var (input, output) = (question.Text.Length / 4, (text.Length / 4) + 1);
        Interlocked.Add(ref _tokens, input + output);
        var escaped = JsonEncodedText.Encode(text).ToString();
        var talk = WireTalk.Of('C');
        return document.RootElement.TryGetProperty("stream", out var streams) && streams.ValueKind == JsonValueKind.True
            ? talk.StreamScript([escaped], input, output)
            : WallScript.Json(talk.Whole(escaped, input, output));
    }

    private static ModelQuestion Read(JsonElement body)
    {
        var kind = body.TryGetProperty("response_format", out var format) && format.TryGetProperty("json_schema", out var schema) ? schema.GetProperty("name").GetString()! : "prose";
        var said = body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()!).ToList();
        var last = said[^1];
        var at = last.LastIndexOf("MESSAGE\n", StringComparison.Ordinal);
        var rest = at < 0 ? "" : last[(at + 8)..];
        var end = new[] { "\nFAULT OF YOUR LAST PLAN", "\nDATA\n" }.Select(mark => rest.IndexOf(mark, StringComparison.Ordinal)).Where(found => found >= 0).DefaultIfEmpty(rest.Length).Min();
        return new ModelQuestion(kind, rest[..end].TrimEnd('\n'), string.Join('\n', said));
    }
}
