namespace Banyan.Wire.Tests.Vectors.Asks;

/// <summary>After developers.openai.com, "Create a model response" and the guides to images, function calling, structured outputs and reasoning, read 2026-11-21.</summary>
internal static class ResponsesAsks
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["text"] = """{"model":"m","input":"canary one","max_output_tokens":77}""",
        ["multi-turn"] = """{"model":"m","instructions":"canary zero","input":[{"role":"user","content":"canary one"},{"type":"message","id":"msg_1","status":"completed","role":"assistant","content":[{"type":"output_text","text":"canary two","annotations":[]}]},{"role":"user","content":[{"type":"input_text","text":"canary \u00e9 three"}]}],"max_output_tokens":77}""",
        ["image"] = """{"model":"m","input":[{"role":"user","content":[{"type":"input_text","text":"canary one"},{"type":"input_image","image_url":"data:image/png;base64,iVBORw0KGgo="}]}],"max_output_tokens":77}""",
        ["tools"] = """{"model":"m","input":[{"role":"user","content":"canary one"},{"type":"function_call","id":"fc_1","call_id":"call_1","name":"look","arguments":"{\"of\":\"canary arg\"}","status":"completed"},{"type":"function_call_output","call_id":"call_1","output":"canary result"}],"tools":[{"type":"function","name":"look","description":"canary tool","strict":false,"parameters":{"type":"object","properties":{"of":{"type":"string"}},"required":["of"]}}],"max_output_tokens":77}""",
        ["parallel tools"] = """{"model":"m","input":[{"role":"user","content":"canary one"},{"type":"function_call","call_id":"call_1","name":"look","arguments":"{\"of\":\"canary a\"}"},{"type":"function_call","call_id":"call_2","name":"list","arguments":"{\"of\":\"canary b\"}"},{"type":"function_call_output","call_id":"call_1","output":"canary first"},{"type":"function_call_output","call_id":"call_2","output":[{"type":"input_text","text":"canary second"}]}],"tools":[{"type":"function","name":"look","strict":false,"parameters":{"type":"object"}},{"type":"function","name":"list","strict":false,"parameters":{"type":"object"}}],"parallel_tool_calls":true,"max_output_tokens":77}""",
        ["tool error"] = """{"model":"m","input":[{"role":"user","content":"canary one"},{"type":"function_call","call_id":"call_1","name":"look","arguments":"{}"},{"type":"function_call_output","call_id":"call_1","output":"ERROR: canary failure"}],"tools":[{"type":"function","name":"look","strict":false,"parameters":{"type":"object"}}],"max_output_tokens":77}""",
        ["JSON schema"] = """{"model":"m","input":"canary one","text":{"format":{"type":"json_schema","name":"answer","strict":true,"schema":{"type":"object","properties":{"canary":{"type":"string"}},"required":["canary"],"additionalProperties":false}}},"max_output_tokens":77}""",
        ["reasoning"] = """{"model":"m","input":"canary one","reasoning":{"effort":"medium","summary":"auto"},"max_output_tokens":7777}""",
        ["cache marker"] = """{"model":"m","input":[{"role":"system","content":[{"type":"input_text","text":"canary zero","prompt_cache_breakpoint":{"mode":"explicit"}}]},{"role":"user","content":"canary one"}],"max_output_tokens":77}""",
    };
}
