namespace Banyan.TestKit.Talk;

internal sealed class ChatTalk : WireTalk
{
    public override char Letter => 'C';

    public override string ProviderType => "openai-compatible";

    public override int Preamble => 1;

    public override string ErrorEvent => Sse("""{"error":{"message":"it broke","type":"server_error","code":"oops"}}""");

    public override (string Path, string Body) Ask(string model, bool streams, string text) =>
        ("/v1/chat/completions", $$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{text}}"}],"stream":{{(streams ? "true" : "false")}}}""");

    public override string Whole(string text, int input, int output) =>
        $$$$$"""{"id":"c-1","object":"chat.completion","created":1700000000,"model":"up","choices":[{"index":0,"message":{"role":"assistant","content":"{{{{{text}}}}}","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":{{{{{input}}}}},"completion_tokens":{{{{{output}}}}},"total_tokens":{{{{{input + output}}}}}}}""";

    public override IReadOnlyList<string> Stream(IReadOnlyList<string> pieces, int input, int output) =>
    [
        Chunk("""{"role":"assistant","content":""}""", "null"),
        .. pieces.Select(piece => Chunk($$"""{"content":"{{piece}}"}""", "null")),
        Chunk("{}", "\"stop\""),
        Sse($$$$$"""{"id":"c-1","object":"chat.completion.chunk","created":1700000000,"model":"up","choices":[],"usage":{"prompt_tokens":{{{{{input}}}}},"completion_tokens":{{{{{output}}}}},"total_tokens":{{{{{input + output}}}}}}}"""),
        Sse("[DONE]"),
    ];

    public override string ErrorBody(string message) => $$$$$"""{"error":{"message":"{{{{{message}}}}}","type":"error","param":null,"code":null}}""";

    private static string Chunk(string delta, string finish) =>
        Sse($$"""{"id":"c-1","object":"chat.completion.chunk","created":1700000000,"model":"up","choices":[{"index":0,"delta":{{delta}},"logprobs":null,"finish_reason":{{finish}}}]}""");
}
