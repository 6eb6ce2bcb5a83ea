using System.Text.Json.Nodes;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Processes;

/// <summary>A provider that signs what it thinks before each call and refuses a history in which one of its signatures is missing or stands elsewhere.</summary>
/// <param name="Wire">The letter of its wire: G, A or R.</param>
/// <param name="Type">Its type in the configuration.</param>
/// <param name="Configured">What else the configuration says of it.</param>
internal sealed record SigningProvider(string Wire, string Type, string Configured = "")
{
    /// <summary>How often it calls before it answers in words.</summary>
    public const int Calls = 3;

    public static SigningProvider Gemini { get; } = new("G", "google");

    public static SigningProvider Anthropic { get; } = new("A", "anthropic");

    public static SigningProvider Responses { get; } = new("R", "openai", "dialects: [openai-responses], ");

    public static SigningProvider Of(string wire) => wire switch { "G" => Gemini, "A" => Anthropic, _ => Responses };

    public ScriptedWall Start() => ScriptedWall.Start(request => Answer(JsonNode.Parse(request.Text)!));

    public string Yaml(ScriptedWall wall) => $$"""
        providers:
          g: { type: {{Type}}, {{Configured}}baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", apiKey: "env:PROVIDER_KEY" }
        models:
          g/up: { context: 100000, maxOutput: 4096, can: [streaming, tools, reasoning], price: free }
        """;

    private WallScript Answer(JsonNode ask)
    {
        var signed = (Wire switch { "G" => GeminiCalls(ask), "A" => AnthropicCalls(ask), _ => ResponsesCalls(ask) }).ToList();
        for (var call = 0; call < signed.Count; call++)
        {
            if (signed[call] != Signature(call))
            {
                return WallScript.Json(Refusal($"call {call} is missing its signature, it has {signed[call] ?? "none"}"), 400);
            }
        }

        return WallScript.Json(Wire switch
        {
            "G" => GeminiBody(signed.Count),
            "A" => AnthropicBody(signed.Count),
            _ => ResponsesBody(signed.Count),
        });
    }

    private static string Signature(int call) => $"Cs{call}+opaque/{call}==";

    private static string Thought(int call) => $"thought {call} 😀";

    private string Refusal(string message) => Wire switch
    {
        "G" => $$$"""{"error":{"code":400,"message":"{{{message}}}","status":"INVALID_ARGUMENT"}}""",
        "A" => $$$"""{"type":"error","error":{"type":"invalid_request_error","message":"{{{message}}}"}}""",
        _ => $$$"""{"error":{"message":"{{{message}}}","type":"invalid_request_error","param":"input","code":null}}""",
    };

    private static IEnumerable<string?> GeminiCalls(JsonNode ask) =>
        ask["contents"]!.AsArray().SelectMany(entry => entry!["parts"]!.AsArray()).Where(part => part!["functionCall"] is not null).Select(part => part!["thoughtSignature"]?.GetValue<string>());

    /// <summary>A thinking block counts only with the very words it signs, before the call of its turn.</summary>
    private static IEnumerable<string?> AnthropicCalls(JsonNode ask)
    {
        var call = 0;
        foreach (var blocks in ask["messages"]!.AsArray().Where(message => message!["role"]!.GetValue<string>() == "assistant").Select(message => message!["content"]!.AsArray()))
        {
            var first = blocks[0]!;
            yield return first["type"]!.GetValue<string>() == "thinking" && first["thinking"]!.GetValue<string>() == Thought(call++) ? first["signature"]!.GetValue<string>() : null;
        }
    }

    private static IEnumerable<string?> ResponsesCalls(JsonNode ask)
    {
        var items = ask["input"]!.AsArray();
        return items.Select((item, index) => (item, index)).Where(pair => pair.item!["type"]?.GetValue<string>() == "function_call")
            .Select(pair => items[pair.index - 1]!["encrypted_content"]?.GetValue<string>());
    }

    private static string GeminiBody(int made)
    {
        var part = made < Calls
            ? $$$"""{"functionCall":{"name":"look","args":{"turn":{{{made}}}}},"thoughtSignature":"{{{Signature(made)}}}"}"""
            : """{"text":"it was done"}""";
        return $$$"""{"candidates":[{"content":{"role":"model","parts":[{{{part}}}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":3,"totalTokenCount":8},"modelVersion":"up","responseId":"g-1"}""";
    }

    private static string AnthropicBody(int made)
    {
        var (blocks, reason) = made < Calls
            ? ($$$"""{"type":"thinking","thinking":"{{{Thought(made)}}}","signature":"{{{Signature(made)}}}"},{"type":"tool_use","id":"toolu_{{{made}}}","name":"look","input":{"turn":{{{made}}}}}""", "tool_use")
            : ("""{"type":"text","text":"it was done"}""", "end_turn");
        return $$$"""{"id":"msg_1","type":"message","role":"assistant","model":"up","content":[{{{blocks}}}],"stop_reason":"{{{reason}}}","stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":3}}""";
    }

    private static string ResponsesBody(int made)
    {
        var items = made < Calls
            ? $$$"""{"id":"rs_{{{made}}}","type":"reasoning","summary":[{"type":"summary_text","text":"{{{Thought(made)}}}"}],"encrypted_content":"{{{Signature(made)}}}"},{"id":"fc_{{{made}}}","type":"function_call","status":"completed","call_id":"call_{{{made}}}","name":"look","arguments":"{\"turn\":{{{made}}}}"}"""
            : """{"id":"msg_1","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":"it was done","annotations":[]}]}""";
        return $$$"""{"id":"resp_1","object":"response","created_at":1,"status":"completed","error":null,"incomplete_details":null,"model":"up","output":[{{{items}}}],"usage":{"input_tokens":5,"output_tokens":3,"total_tokens":8}}""";
    }
}
