namespace Banyan.Wire.Tests.Vectors.Asks;

/// <summary>After docs.ollama.com, "Generate a chat message" and the pages on vision, tool calling, structured outputs and thinking, read 2026-11-21.</summary>
internal static class OllamaAsks
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["text"] = """{"model":"m","messages":[{"role":"user","content":"canary one"}],"options":{"num_predict":77}}""",
        ["multi-turn"] = """{"model":"m","messages":[{"role":"system","content":"canary zero"},{"role":"user","content":"canary one"},{"role":"assistant","content":"canary two"},{"role":"user","content":"canary \u00e9 three"}],"stream":false,"options":{"num_predict":77}}""",
        ["image"] = """{"model":"m","messages":[{"role":"user","content":"canary one","images":["iVBORw0KGgo="]}],"options":{"num_predict":77}}""",
        ["tools"] = """{"model":"m","messages":[{"role":"user","content":"canary one"},{"role":"assistant","content":"","tool_calls":[{"function":{"name":"look","arguments":{"of":"canary arg"}}}]},{"role":"tool","tool_name":"look","content":"canary result"}],"tools":[{"type":"function","function":{"name":"look","description":"canary tool","parameters":{"type":"object","properties":{"of":{"type":"string"}},"required":["of"]}}}],"options":{"num_predict":77}}""",
        ["parallel tools"] = """{"model":"m","messages":[{"role":"user","content":"canary one"},{"role":"assistant","tool_calls":[{"type":"function","function":{"index":0,"name":"look","arguments":{"of":"canary a"}}},{"type":"function","function":{"index":1,"name":"list","arguments":{"of":"canary b"}}}]},{"role":"tool","tool_name":"look","content":"canary first"},{"role":"tool","tool_name":"list","content":"canary second"}],"tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}},{"type":"function","function":{"name":"list","parameters":{"type":"object"}}}],"options":{"num_predict":77}}""",
        ["tool error"] = """{"model":"m","messages":[{"role":"user","content":"canary one"},{"role":"assistant","tool_calls":[{"function":{"name":"look","arguments":{}}}]},{"role":"tool","tool_name":"look","content":"ERROR: canary failure"}],"tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}],"options":{"num_predict":77}}""",
        ["JSON schema"] = """{"model":"m","messages":[{"role":"user","content":"canary one"}],"format":{"type":"object","properties":{"canary":{"type":"string"}},"required":["canary"],"additionalProperties":false},"options":{"num_predict":77}}""",
        ["reasoning"] = """{"model":"m","messages":[{"role":"user","content":"canary one"}],"think":"medium","options":{"num_predict":7777}}""",
        ["cache marker"] = """{"model":"m","messages":[{"role":"system","content":"canary zero"},{"role":"user","content":"canary one"}],"options":{"num_predict":77}}""",
    };
}
