using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Chatting;

/// <summary>The orchestrator's doors, answering by script: what streams is given in order, the rest is what the test says it is.</summary>
internal sealed class FakeIntents : IAsyncDisposable
{
    public const string Conversation = "01890000-0000-7000-8000-000000000001";

    private readonly ConcurrentQueue<WallScript> _streams;
    private readonly ScriptedWall _wall;

    public FakeIntents(params WallScript[] streams)
    {
        _streams = new ConcurrentQueue<WallScript>(streams);
        _wall = ScriptedWall.Start(Answer);
    }

    public Uri Address => _wall.Address;

    public bool IsDemo { get; init; }

    public string Conversations { get; init; } =
        $$"""{"conversations":[{"id":"{{Conversation}}","title":"my orders","messageCount":4,"createdAt":"2026-03-01T10:00:00Z","updatedAt":"2026-03-01T10:05:00Z","intents":["orders.list"]}],"next":null}""";

    /// <summary>What a door answers instead; null for what it always does.</summary>
    public Func<WallRequest, WallScript?>? Instead { get; init; }

    /// <summary>What was asked, as <c>POST /path</c>.</summary>
    public string[] Asked => [.. _wall.Requests.Select(request => $"{request.Method} {request.Path}")];

    /// <summary>What was posted to a door that streams, in order.</summary>
    public WallRequest[] Runs => [.. _wall.Requests.Where(IsRun)];

    public WallRequest Last => _wall.Requests.Last();

    /// <summary>A stream of events, numbered from <paramref name="first"/>; not ended.</summary>
    public static WallScript Open(long first, params string[] events)
    {
        var script = WallScript.Stream("text/event-stream; charset=utf-8", ("x-request-id", "req-1"));
        return More(script, first, events);
    }

    /// <summary>Further events.</summary>
    public static WallScript More(WallScript script, long first, params string[] events)
    {
        foreach (var happened in events)
        {
            var (kind, data) = (happened.Split(' ', 2)[0], happened.Split(' ', 2)[1]);
            script.Chunk(string.Create(CultureInfo.InvariantCulture, $"id: {first++}\nevent: {kind}\ndata: {data}\n\n"));
        }

        return script;
    }

    /// <summary>A whole stream.</summary>
    public static WallScript Run(params string[] events) => Open(1, events).End();

    public static WallScript Problem(int status, string code, string detail) => WallScript.Whole(
        Encoding.UTF8.GetBytes($$"""{"type":"about:blank","title":"No","status":{{status}},"code":"{{code}}","detail":"{{detail}}","requestId":"req-9"}"""),
        "application/problem+json",
        status,
        ("x-request-id", "req-9"));

    public ValueTask DisposeAsync() => _wall.DisposeAsync();

    private static bool IsRun(WallRequest request) =>
        request.Path.EndsWith("/messages", StringComparison.Ordinal) || request.Path.Contains("/confirmations/", StringComparison.Ordinal) || request.Path.EndsWith("/events", StringComparison.Ordinal);

    private WallScript Answer(WallRequest request)
    {
        if (Instead?.Invoke(request) is { } other)
        {
            return other;
        }

        if (IsRun(request))
        {
            return _streams.TryDequeue(out var next) ? next : Problem(500, "internal_error", "the test has no more to say");
        }

        return (request.Method, request.Path) switch
        {
            ("GET", "/intents/v1/catalogue") => WallScript.Json(Said.Catalogue, 200, ("x-banyan-demo", IsDemo ? "true" : "false")),
            ("POST", "/intents/v1/conversations") => WallScript.Json($$"""{"id":"{{Conversation}}","title":null}""", 201),
            ("GET", "/intents/v1/conversations") => WallScript.Json(Conversations),
            ("GET", $"/intents/v1/conversations/{Conversation}") => WallScript.Json($$"""{"id":"{{Conversation}}","messages":[{"role":"user","text":"What about my orders?"},{"role":"assistant","text":"You have \u001b[31mthree.\nAll shipped."}]}"""),
            ("POST", "/intents/v1/runs/r1/cancel") => WallScript.Json("{}", 202),
            _ => Problem(404, "conversation_not_found", "You have no such conversation."),
        };
    }
}
