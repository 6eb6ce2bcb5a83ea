namespace Banyan.TestKit.Talk;

internal sealed class OllamaTalk : WireTalk
{
    public override char Letter => 'O';

    public override string ProviderType => "ollama";

    public override string StreamType => "application/x-ndjson";

    public override int Preamble => 0;

    public override string ErrorEvent => "{\"error\":\"it broke\"}\n";

    public override (string Path, string Body) Ask(string model, bool streams, string text) =>
        ("/api/chat", $$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{text}}"}],"stream":{{(streams ? "true" : "false")}}}""");

    public override string Whole(string text, int input, int output) => Line(text, Done(input, output));

    public override IReadOnlyList<string> Stream(IReadOnlyList<string> pieces, int input, int output) =>
    [
        .. pieces.Select(piece => Line(piece, "\"done\":false") + "\n"),
        Line("", Done(input, output)) + "\n",
    ];

    public override string ErrorBody(string message) => $$"""{"error":"{{message}}"}""";

    private static string Done(int input, int output) =>
        $"\"done\":true,\"done_reason\":\"stop\",\"total_duration\":5,\"load_duration\":1,\"prompt_eval_count\":{input},\"prompt_eval_duration\":2,\"eval_count\":{output},\"eval_duration\":2";

    private static string Line(string text, string rest) =>
        $$$$$"""{"model":"up","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"{{{{{text}}}}}"},{{{{{rest}}}}}}""";
}
