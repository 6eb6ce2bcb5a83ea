namespace Banyan.Wire.Tests.GoldenData;

/// <summary>Every known deviation from the golden data. Mirrored in <c>docs/wire/deviations.md</c>.</summary>
internal static class KnownDeviations
{
    private const string OldFunction = """
        {"name":"calculate_fibonacci","description":"Calculate the nth Fibonacci number using an optimized algorithm","input_schema":
        {"type":"object","properties":{"n":{"type":"integer","description":"The position in the Fibonacci sequence (0-indexed)","minimum":0,"maximum":100}},"required":["n"]}}
        """;

    public static IReadOnlyList<KnownDeviation> All { get; } =
    [
        new("requests/completions/full.anthropic", "D6", "n = 3 has no form in Anthropic and changes the price: it is refused, not dropped.", ("", """{"refused":"/n"}""")),
        new("requests/completions/full.anthropic", "N1", "What would go up without n differs as well."),
        new("response/completions/gemini_with_completion_tokens.completions-completions", "D1", "A total above its parts is hidden reasoning output (U3).", ("!output_tokens", "395")),
        new("response/completions/gemini_with_completion_tokens.completions-detect", "D1", "A total above its parts is hidden reasoning output (U3).", ("!output_tokens", "395")),
        new("response/completions/gemini_with_completion_tokens.completions-messages", "D1", "A total above its parts is hidden reasoning output (U3).",
            ("/usage/output_tokens", "395"), ("!output_tokens", "395"), ("!total_tokens", "402")),
        new("response/completions/gemini_with_completion_tokens.completions-responses", "D1", "A total above its parts is hidden reasoning output (U3).",
            ("/usage/output_tokens", "395"), ("/usage/output_tokens_details/reasoning_tokens", "383"), ("!output_tokens", "395"), ("!reasoning_tokens", "383")),
        new("response/completions/gemini_with_completion_tokens.completions-responses", "D4", "Responses calls the limit max_output_tokens.",
            ("/incomplete_details/reason", "\"max_output_tokens\""), ("/output/0/status", "\"incomplete\"")),
        new("response/anthropic/stream_message_delta_usage.messages-completions", "D2", "Cached input is part of a chat prompt (U2, U4).",
            ("/usage/prompt_tokens", "34347"), ("/usage/total_tokens", "34396"), ("!input_tokens", "34347"), ("!total_tokens", "34396")),
        new("response/completions/truncated_tool_call.completions-messages", "D3", "Arguments that are not one JSON object are never an input: the call is left out.", ("/content/0", null)),
        new("response/completions/truncated_tool_call.completions-responses", "D4", "A cut call is incomplete, and the limit is called max_output_tokens.",
            ("/incomplete_details/reason", "\"max_output_tokens\""), ("/output/0/status", "\"incomplete\"")),
        new("response/completions/stream_tool_empty_content.completions-responses-streaming", "D7", "An empty message item beside a call says nothing.", ("/output/0", null)),
        new("response/responses/reasoning.responses-messages", "D5", "Reasoning in is reasoning out.", ("/content", """[{"type":"thinking","thinking":"The user asked for a short greeting. Keep it simple.","signature":""},{"type":"text","text":"Hello! How can I assist you today?"}]""")),
        new("requests/messages/responses_agent_subset.responses", "N2", "A provider's file id means nothing to another: the ask is refused.", ("", """{"refused":"/messages/0/content/3"}""")),
    ];

    /// <summary>What differs besides in asks that are refused, when the refused member is taken out.</summary>
    public static IReadOnlyList<KnownDeviation> Rest { get; } =
    [
        new("requests/completions/full.anthropic", "N1", "Anthropic refuses a stop sequence of white space alone, so it is dropped and named; old functions are tools.",
            ("/stop_sequences/0", null), ("/tools/1", OldFunction)),
        new("requests/messages/responses_agent_subset.responses", "N2", "Responses is strict unless told otherwise, item ids are its own, and the end user's id is `user`.",
            ("/input/0/content/3", null), ("/input/1/id", null), ("/tools/0/strict", "false"), ("/user", "\"user-123\"")),
    ];

    public static IEnumerable<KnownDeviation> Of(GoldenCase one) => All.Where(known => one.Name.StartsWith(known.Case, StringComparison.Ordinal));

    public static IEnumerable<KnownDeviation> OfRest(GoldenCase one) => Rest.Where(known => one.Name.StartsWith(known.Case, StringComparison.Ordinal));
}
