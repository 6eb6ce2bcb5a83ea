namespace Banyan.Wire.Tests.Vectors.Answers;

/// <summary>After platform.claude.com, "Messages", "Streaming messages", "Extended thinking" and "Handling stop reasons", read 2026-11-21.</summary>
internal static class MessagesAnswers
{
    private const string Text = VectorAnswers.Escaped;

    public static string Whole(string topic)
    {
        var text = $$"""{"type":"text","text":"{{Text}}"}""";
        var content = topic switch
        {
            "tools" => $"{text},{Call(0, "look")}",
            "parallel tools" => $"{Call(0, "look")},{Call(1, "list")}",
            "reasoning" => $$"""{"type":"thinking","thinking":"think {{Text}}","signature":"EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pk="},{{text}}""",
            _ => text,
        };
        return $$$"""
            {"id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message","role":"assistant","model":"the-model","content":[{{{content}}}],"stop_reason":"{{{Stop(topic)}}}","stop_sequence":null,"usage":{"input_tokens":20,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},"output_tokens":9,"service_tier":"standard"}}
            """;
    }

    public static IEnumerable<string> Stream(string topic)
    {
        yield return """{"type":"message_start","message":{"id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message","role":"assistant","model":"the-model","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":20,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":1,"service_tier":"standard"}}}""";
        var blocks = topic switch
        {
            "tools" => [.. TextBlock(0), """{"type":"ping"}""", .. CallBlock(1, 0, "look")],
            "parallel tools" => [.. CallBlock(0, 0, "look"), .. CallBlock(1, 1, "list")],
            "reasoning" => [.. ThoughtBlock(0), .. TextBlock(1)],
            _ => TextBlock(0),
        };
        foreach (var happened in blocks)
        {
            yield return happened;
        }

        yield return $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{Stop(topic)}}}","stop_sequence":null},"usage":{"output_tokens":9}}""";
        yield return """{"type":"message_stop"}""";
    }

    private static string Stop(string topic) => topic switch { "tools" or "parallel tools" => "tool_use", "limit" => "max_tokens", "blocked" => "refusal", _ => "end_turn" };

    private static string Call(int id, string name) => $$$"""{"type":"tool_use","id":"toolu_{{{id}}}","name":"{{{name}}}","input":{"of":"{{{Text}}}"}}""";

    private static List<string> TextBlock(int index) =>
    [
        $$$"""{"type":"content_block_start","index":{{{index}}},"content_block":{"type":"text","text":""}}""",
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"text_delta","text":"canary"}}""",
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"text_delta","text":"{{{Text["canary".Length..]}}}"}}""",
        $$"""{"type":"content_block_stop","index":{{index}}}""",
    ];

    private static List<string> ThoughtBlock(int index) =>
    [
        $$$"""{"type":"content_block_start","index":{{{index}}},"content_block":{"type":"thinking","thinking":"","signature":""}}""",
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"thinking_delta","thinking":"think "}}""",
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"thinking_delta","thinking":"{{{Text}}}"}}""",
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"signature_delta","signature":"EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pk="}}""",
        $$"""{"type":"content_block_stop","index":{{index}}}""",
    ];

    private static List<string> CallBlock(int index, int id, string name) =>
    [
        $$$$"""{"type":"content_block_start","index":{{{{index}}}},"content_block":{"type":"tool_use","id":"toolu_{{{{id}}}}","name":"{{{{name}}}}","input":{}}}""",
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"input_json_delta","partial_json":""}}""",
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"input_json_delta","partial_json":"{\"of\": \""}}""",
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"input_json_delta","partial_json":"{{{Text}}}\"}"}}""",
        $$"""{"type":"content_block_stop","index":{{index}}}""",
    ];
}
