namespace Banyan.Wire.Tests.Vectors.Answers;

/// <summary>After developers.openai.com, "The chat completion object" and "The chat completion chunk object"; <c>reasoning_content</c> after api-docs.deepseek.com, "Reasoning model"; read 2026-11-21.</summary>
internal static class ChatAnswers
{
    private const string Text = VectorAnswers.Escaped;

    public static string Whole(string topic)
    {
        var (message, finish, thought) = topic switch
        {
            "tools" => ($$"""{"role":"assistant","content":"{{Text}}","refusal":null,"tool_calls":[{{Call(0, "look")}}],"annotations":[]}""", "tool_calls", 0),
            "parallel tools" => ($$"""{"role":"assistant","content":null,"refusal":null,"tool_calls":[{{Call(0, "look")}},{{Call(1, "list")}}],"annotations":[]}""", "tool_calls", 0),
            "reasoning" => ($$"""{"role":"assistant","content":"{{Text}}","reasoning_content":"think {{Text}}"}""", "stop", 4),
            "limit" => ($$"""{"role":"assistant","content":"{{Text}}","refusal":null,"annotations":[]}""", "length", 0),
            "blocked" => ($$"""{"role":"assistant","content":"{{Text}}","refusal":null,"annotations":[]}""", "content_filter", 0),
            _ => ($$"""{"role":"assistant","content":"{{Text}}","refusal":null,"annotations":[]}""", "stop", 0),
        };
        return $$"""
            {
              "id": "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
              "object": "chat.completion",
              "created": 1741569952,
              "model": "the-model",
              "choices": [{"index": 0, "message": {{message}}, "logprobs": null, "finish_reason": "{{finish}}"}],
              "usage": {{Usage(thought)}},
              "service_tier": "default",
              "system_fingerprint": null
            }
            """;
    }

    public static IEnumerable<string> Stream(string topic)
    {
        yield return Chunk("""{"role":"assistant","content":"","refusal":null}""");
        switch (topic)
        {
            case "tools":
                yield return Chunk($$"""{"content":"{{Text}}"}""");
                yield return Chunk("""{"tool_calls":[{"index":0,"id":"call_0","type":"function","function":{"name":"look","arguments":""}}]}""");
                yield return Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"of"}}]}""");
                yield return Chunk($$$"""{"tool_calls":[{"index":0,"function":{"arguments":"\":\"{{{Text}}}\"}"}}]}""");
                break;
            case "parallel tools":
                yield return Chunk("""{"tool_calls":[{"index":0,"id":"call_0","type":"function","function":{"name":"look","arguments":""}}]}""");
                yield return Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"of\":"}}]}""");
                yield return Chunk($$$"""{"tool_calls":[{"index":0,"function":{"arguments":"\"{{{Text}}}\"}"}}]}""");
                yield return Chunk("""{"tool_calls":[{"index":1,"id":"call_1","type":"function","function":{"name":"list","arguments":""}}]}""");
                yield return Chunk($$$"""{"tool_calls":[{"index":1,"function":{"arguments":"{\"of\":\"{{{Text}}}\"}"}}]}""");
                break;
            case "reasoning":
                yield return Chunk("""{"reasoning_content":"think "}""");
                yield return Chunk($$"""{"reasoning_content":"{{Text}}"}""");
                yield return Chunk($$"""{"content":"{{Text}}"}""");
                break;
            default:
                yield return Chunk("""{"content":"canary"}""");
                yield return Chunk($$"""{"content":"{{Text["canary".Length..]}}"}""");
                break;
        }

        var finish = topic switch { "tools" or "parallel tools" => "tool_calls", "limit" => "length", "blocked" => "content_filter", _ => "stop" };
        yield return Chunk("{}", finish);
        yield return $$"""{"id":"chatcmpl-123","object":"chat.completion.chunk","created":1741569952,"model":"the-model","service_tier":"default","system_fingerprint":"fp_44709d6fcb","choices":[],"usage":{{Usage(topic == "reasoning" ? 4 : 0)}}}""";
    }

    private static string Call(int index, string name) =>
        $$$"""{"id":"call_{{{index}}}","type":"function","function":{"name":"{{{name}}}","arguments":"{\"of\":\"{{{Text}}}\"}"}}""";

    private static string Usage(int thought) =>
        $$$"""{"prompt_tokens":20,"completion_tokens":9,"total_tokens":29,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":{{{thought}}},"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}""";

    private static string Chunk(string delta, string? finish = null) =>
        $$"""{"id":"chatcmpl-123","object":"chat.completion.chunk","created":1741569952,"model":"the-model","service_tier":"default","system_fingerprint":"fp_44709d6fcb","choices":[{"index":0,"delta":{{delta}},"logprobs":null,"finish_reason":{{(finish is null ? "null" : $"\"{finish}\"")}}}],"usage":null}""";
}
