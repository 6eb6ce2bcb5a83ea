using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.App;

/// <summary>Answers as the service gives them.</summary>
internal static class Answers
{
    public const string Usage = """{"id":"c","object":"chat.completion.chunk","model":"up","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}""";

    public const string Stop = """{"model":"up","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    private static readonly (string, string)[] Headers =
    [
        ("x-request-id", "req-1"), ("x-banyan-model", "mock/chat"), ("x-banyan-provider", "mock"), ("x-banyan-mock", "true"),
    ];

    /// <summary>A chunk that carries text, which is put in as it stands, so escapes can be tried.</summary>
    public static string Chunk(string escaped) => $$$"""{"model":"up","choices":[{"index":0,"delta":{"content":"{{{escaped}}}"},"finish_reason":null}]}""";

    /// <summary>The head of a stream, then these events; not ended.</summary>
    public static WallScript Stream(params string[] payloads)
    {
        var script = WallScript.Stream("text/event-stream; charset=utf-8", Headers);
        foreach (var payload in payloads)
        {
            script.Chunk($"data: {payload}\n\n");
        }

        return script;
    }

    /// <summary>A stream that comes to its end, with its cost as a trailer.</summary>
    public static WallScript Whole(params string[] texts) =>
        Stream([.. texts.Select(Chunk), Stop, Usage, "[DONE]"]).Raw("0\r\nx-banyan-cost-usd: 0.00000040\r\n\r\n"u8.ToArray());

    public static WallScript Error(int status, string code, string message) =>
        WallScript.Json($$$"""{"error":{"message":"{{{message}}}","type":"invalid_request_error","param":null,"code":"{{{code}}}"}}""", status, ("x-request-id", "req-9"));

    public static WallScript Models(params string[] ids) =>
        WallScript.Json($$$"""{"object":"list","data":[{{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","object":"model","created":1,"owned_by":"mock"}"""))}}}]}""");
}
