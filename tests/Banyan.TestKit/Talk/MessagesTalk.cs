namespace Banyan.TestKit.Talk;

internal sealed class MessagesTalk : WireTalk
{
    public override char Letter => 'A';

    public override string ProviderType => "anthropic";

    public override int Preamble => 2;

    public override string ErrorEvent => Named("error", """{"type":"error","error":{"type":"api_error","message":"it broke"}}""");

    public override (string Path, string Body) Ask(string model, bool streams, string text) =>
        ("/v1/messages", $$"""{"model":"{{model}}","max_tokens":100,"messages":[{"role":"user","content":"{{text}}"}],"stream":{{(streams ? "true" : "false")}}}""");

    public override string Whole(string text, int input, int output) =>
        $$$$$"""{"id":"msg_1","type":"message","role":"assistant","model":"up","content":[{"type":"text","text":"{{{{{text}}}}}"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":{{{{{input}}}}},"output_tokens":{{{{{output}}}}}}}""";

    public override IReadOnlyList<string> Stream(IReadOnlyList<string> pieces, int input, int output) =>
    [
        Named("message_start", $$$$$"""{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"up","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":{{{{{input}}}}},"output_tokens":1}}}"""),
        Named("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        .. pieces.Select(piece => Named("content_block_delta", $$$$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{{{piece}}}}}"}}""")),
        Named("content_block_stop", """{"type":"content_block_stop","index":0}"""),
        Named("message_delta", $$$$$"""{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":{{{{{output}}}}}}}"""),
        Named("message_stop", """{"type":"message_stop"}"""),
    ];

    public override string ErrorBody(string message) => $$$$$"""{"type":"error","error":{"type":"api_error","message":"{{{{{message}}}}}"}}""";
}
