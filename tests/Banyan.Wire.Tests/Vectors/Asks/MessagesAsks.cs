namespace Banyan.Wire.Tests.Vectors.Asks;

/// <summary>After platform.claude.com, "Messages", "Vision", "Tool use", "Structured outputs", "Extended thinking" and "Prompt caching", read 2026-11-21.</summary>
internal static class MessagesAsks
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["text"] = """{"model":"m","max_tokens":77,"messages":[{"role":"user","content":"canary one"}]}""",
        ["multi-turn"] = """{"model":"m","max_tokens":77,"system":"canary zero","messages":[{"role":"user","content":"canary one"},{"role":"assistant","content":"canary two"},{"role":"user","content":[{"type":"text","text":"canary \u00e9 three"}]}]}""",
        ["image"] = """{"model":"m","max_tokens":77,"messages":[{"role":"user","content":[{"type":"text","text":"canary one"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]}]}""",
        ["tools"] = """{"model":"m","max_tokens":77,"tools":[{"name":"look","description":"canary tool","input_schema":{"type":"object","properties":{"of":{"type":"string"}},"required":["of"]}}],"messages":[{"role":"user","content":"canary one"},{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"look","input":{"of":"canary arg"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"canary result"}]}]}""",
        ["parallel tools"] = """{"model":"m","max_tokens":77,"tools":[{"name":"look","input_schema":{"type":"object"}},{"name":"list","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"canary one"},{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"look","input":{"of":"canary a"}},{"type":"tool_use","id":"toolu_2","name":"list","input":{"of":"canary b"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"canary first"},{"type":"tool_result","tool_use_id":"toolu_2","content":[{"type":"text","text":"canary second"}]}]}]}""",
        ["tool error"] = """{"model":"m","max_tokens":77,"tools":[{"name":"look","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"canary one"},{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"look","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","is_error":true,"content":"canary failure"}]}]}""",
        ["JSON schema"] = """{"model":"m","max_tokens":77,"output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"canary":{"type":"string"}},"required":["canary"],"additionalProperties":false}}},"messages":[{"role":"user","content":"canary one"}]}""",
        ["reasoning"] = """{"model":"m","max_tokens":7777,"thinking":{"type":"enabled","budget_tokens":2048},"messages":[{"role":"user","content":"canary one"}]}""",
        ["cache marker"] = """{"model":"m","max_tokens":77,"system":[{"type":"text","text":"canary zero","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":"canary one"}]}""",
    };
}
