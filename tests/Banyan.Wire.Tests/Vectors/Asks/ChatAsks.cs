namespace Banyan.Wire.Tests.Vectors.Asks;

/// <summary>After developers.openai.com, "Create chat completion" and the guides to images, function calling, structured outputs and reasoning, read 2026-11-21.</summary>
internal static class ChatAsks
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["text"] = """{"model":"m","messages":[{"role":"user","content":"canary one"}],"max_completion_tokens":77}""",
        ["multi-turn"] = """{"model":"m","messages":[{"role":"developer","content":"canary zero"},{"role":"user","content":"canary one"},{"role":"assistant","content":"canary two"},{"role":"user","content":[{"type":"text","text":"canary \u00e9 three"}]}],"max_completion_tokens":77}""",
        ["image"] = """{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"canary one"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}],"max_completion_tokens":77}""",
        ["tools"] = """{"model":"m","messages":[{"role":"user","content":"canary one"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"look","arguments":"{\"of\":\"canary arg\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":"canary result"}],"tools":[{"type":"function","function":{"name":"look","description":"canary tool","parameters":{"type":"object","properties":{"of":{"type":"string"}},"required":["of"]}}}],"max_completion_tokens":77}""",
        ["parallel tools"] = """{"model":"m","messages":[{"role":"user","content":"canary one"},{"role":"assistant","tool_calls":[{"id":"call_1","type":"function","function":{"name":"look","arguments":"{\"of\":\"canary a\"}"}},{"id":"call_2","type":"function","function":{"name":"list","arguments":"{\"of\":\"canary b\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":"canary first"},{"role":"tool","tool_call_id":"call_2","content":[{"type":"text","text":"canary second"}]}],"tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}},{"type":"function","function":{"name":"list","parameters":{"type":"object"}}}],"parallel_tool_calls":true,"max_completion_tokens":77}""",
        ["tool error"] = """{"model":"m","messages":[{"role":"user","content":"canary one"},{"role":"assistant","tool_calls":[{"id":"call_1","type":"function","function":{"name":"look","arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_1","content":"ERROR: canary failure"}],"tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}],"max_completion_tokens":77}""",
        ["JSON schema"] = """{"model":"m","messages":[{"role":"user","content":"canary one"}],"response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object","properties":{"canary":{"type":"string"}},"required":["canary"],"additionalProperties":false}}},"max_completion_tokens":77}""",
        ["reasoning"] = """{"model":"m","messages":[{"role":"user","content":"canary one"}],"reasoning_effort":"medium","max_completion_tokens":7777}""",
        ["cache marker"] = """{"model":"m","messages":[{"role":"system","content":[{"type":"text","text":"canary zero","prompt_cache_breakpoint":{"mode":"explicit"}}]},{"role":"user","content":"canary one"}],"max_completion_tokens":77}""",
    };
}
