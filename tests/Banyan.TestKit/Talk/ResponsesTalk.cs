namespace Banyan.TestKit.Talk;

internal sealed class ResponsesTalk : WireTalk
{
    private const string Item = """{"id":"msg_1","type":"message","status":"in_progress","role":"assistant","content":[]}""";

    public override char Letter => 'R';

    public override string ProviderType => "openai";

    public override int Preamble => 4;

    public override string ErrorEvent => Named("error", """{"type":"error","code":"oops","message":"it broke","param":null,"sequence_number":9}""");

    public override (string Path, string Body) Ask(string model, bool streams, string text) =>
        ("/v1/responses", $$"""{"model":"{{model}}","input":"{{text}}","stream":{{(streams ? "true" : "false")}}}""");

    public override string Whole(string text, int input, int output) => Response("completed", Done(text), Usage(input, output));

    public override IReadOnlyList<string> Stream(IReadOnlyList<string> pieces, int input, int output)
    {
        var text = string.Concat(pieces);
        var number = 0;
        string Event(string type, string rest) => Named(type, $$"""{"type":"{{type}}",{{rest}},"sequence_number":{{number++}}}""");
        return
        [
            Event("response.created", $"\"response\":{Response("in_progress", "", "null")}"),
            Event("response.in_progress", $"\"response\":{Response("in_progress", "", "null")}"),
            Event("response.output_item.added", $"\"output_index\":0,\"item\":{Item}"),
            Event("response.content_part.added", "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"part\":{\"type\":\"output_text\",\"text\":\"\",\"annotations\":[]}"),
            .. pieces.Select(piece => Event("response.output_text.delta", $"\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\"{piece}\"")),
            Event("response.output_text.done", $"\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"text\":\"{text}\""),
            Event("response.content_part.done", $"\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"part\":{{\"type\":\"output_text\",\"text\":\"{text}\",\"annotations\":[]}}"),
            Event("response.output_item.done", $"\"output_index\":0,\"item\":{Done(text)}"),
            Event("response.completed", $"\"response\":{Response("completed", Done(text), Usage(input, output))}"),
        ];
    }

    public override string ErrorBody(string message) => $$$$$"""{"error":{"message":"{{{{{message}}}}}","type":"error","param":null,"code":null}}""";

    private static string Done(string text) =>
        $$"""{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"{{text}}","annotations":[]}]}""";

    private static string Usage(int input, int output) =>
        $$$$$"""{"input_tokens":{{{{{input}}}}},"input_tokens_details":{"cached_tokens":0},"output_tokens":{{{{{output}}}}},"output_tokens_details":{"reasoning_tokens":0},"total_tokens":{{{{{input + output}}}}}}""";

    private static string Response(string status, string output, string usage) =>
        $$"""{"id":"resp_1","object":"response","created_at":1700000000,"status":"{{status}}","error":null,"incomplete_details":null,"model":"up","output":[{{output}}],"usage":{{usage}}}""";
}
