namespace Banyan.TestKit.Talk;

internal sealed class GeminiTalk : WireTalk
{
    public override char Letter => 'G';

    public override string ProviderType => "google";

    public override int Preamble => 0;

    public override string ErrorEvent => Sse("""{"error":{"code":500,"message":"it broke","status":"INTERNAL"}}""");

    public override (string Path, string Body) Ask(string model, bool streams, string text) =>
        ($"/v1beta/models/{model}:{(streams ? "streamGenerateContent?alt=sse" : "generateContent")}", $$$$$"""{"contents":[{"role":"user","parts":[{"text":"{{{{{text}}}}}"}]}]}""");

    public override string Whole(string text, int input, int output) => Piece(text, ",\"finishReason\":\"STOP\"", Usage(input, output));

    public override IReadOnlyList<string> Stream(IReadOnlyList<string> pieces, int input, int output) =>
    [
        .. pieces.Take(pieces.Count - 1).Select(piece => Sse(Piece(piece, "", Usage(input, 1)))),
        Sse(Piece(pieces[^1], ",\"finishReason\":\"STOP\"", Usage(input, output))),
    ];

    public override string ErrorBody(string message) => $$$$$"""{"error":{"code":500,"message":"{{{{{message}}}}}","status":"INTERNAL"}}""";

    private static string Usage(int input, int output) =>
        $$$$$""","usageMetadata":{"promptTokenCount":{{{{{input}}}}},"candidatesTokenCount":{{{{{output}}}}},"totalTokenCount":{{{{{input + output}}}}}}""";

    private static string Piece(string text, string finish, string usage) =>
        $$$$$"""{"candidates":[{"content":{"role":"model","parts":[{"text":"{{{{{text}}}}}"}]},"index":0{{{{{finish}}}}}}]{{{{{usage}}}}},"modelVersion":"up","responseId":"g-1"}""";
}
