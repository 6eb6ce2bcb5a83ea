namespace Banyan.Wire.Tests.Vectors.Asks;

/// <summary>Asks as clients of each language write them, by hand after the providers' references: nothing in them was written by a translator of ours.</summary>
internal static class VectorAsks
{
    /// <summary>What each ask says, whatever the language.</summary>
    public static IReadOnlyDictionary<string, string[]> Meanings { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["text"] = ["canary one", "limit 77", "format "],
        ["multi-turn"] = ["canary zero", "canary one", "canary two", "canary é three", "limit 77", "format "],
        ["image"] = ["canary one", "image iVBORw0KGgo=", "limit 77", "format "],
        ["tools"] = ["canary one", """call look {"of":"canary arg"}""", "result canary result", "limit 77", "format "],
        ["parallel tools"] = ["canary one", """call look {"of":"canary a"}""", """call list {"of":"canary b"}""", "result canary first", "result canary second", "limit 77", "format "],
        ["tool error"] = ["canary one", "call look {}", "result canary failure", "limit 77", "format "],
        ["JSON schema"] = ["canary one", "limit 77", "format Schema"],
        ["reasoning"] = ["canary one", "limit 7777", "format "],
        ["cache marker"] = ["canary zero", "canary one", "limit 77", "format "],
    };

    public static string Of(DialectId dialect, string topic) => (dialect switch
    {
        DialectId.OpenAiChat => ChatAsks.All,
        DialectId.OpenAiResponses => ResponsesAsks.All,
        DialectId.Anthropic => MessagesAsks.All,
        DialectId.Gemini => GeminiAsks.All,
        DialectId.Ollama => OllamaAsks.All,
    })[topic];
}
