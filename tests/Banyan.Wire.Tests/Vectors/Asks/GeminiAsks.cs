namespace Banyan.Wire.Tests.Vectors.Asks;

/// <summary>After ai.google.dev, "Generating content" and the guides to image understanding, function calling, structured output and thinking, read 2026-11-21.</summary>
internal static class GeminiAsks
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["text"] = """{"contents":[{"parts":[{"text":"canary one"}]}],"generationConfig":{"maxOutputTokens":77}}""",
        ["multi-turn"] = """{"system_instruction":{"parts":[{"text":"canary zero"}]},"contents":[{"role":"user","parts":[{"text":"canary one"}]},{"role":"model","parts":[{"text":"canary two"}]},{"role":"user","parts":[{"text":"canary \u00e9 three"}]}],"generationConfig":{"maxOutputTokens":77}}""",
        ["image"] = """{"contents":[{"role":"user","parts":[{"text":"canary one"},{"inline_data":{"mime_type":"image/png","data":"iVBORw0KGgo="}}]}],"generationConfig":{"maxOutputTokens":77}}""",
        ["tools"] = """{"contents":[{"role":"user","parts":[{"text":"canary one"}]},{"role":"model","parts":[{"functionCall":{"name":"look","args":{"of":"canary arg"}}}]},{"role":"user","parts":[{"functionResponse":{"name":"look","response":{"result":"canary result"}}}]}],"tools":[{"functionDeclarations":[{"name":"look","description":"canary tool","parameters":{"type":"object","properties":{"of":{"type":"string"}},"required":["of"]}}]}],"generationConfig":{"maxOutputTokens":77}}""",
        ["parallel tools"] = """{"contents":[{"role":"user","parts":[{"text":"canary one"}]},{"role":"model","parts":[{"functionCall":{"id":"f1","name":"look","args":{"of":"canary a"}}},{"functionCall":{"id":"f2","name":"list","args":{"of":"canary b"}}}]},{"role":"user","parts":[{"functionResponse":{"id":"f1","name":"look","response":{"result":"canary first"}}},{"functionResponse":{"id":"f2","name":"list","response":{"result":"canary second"}}}]}],"tools":[{"functionDeclarations":[{"name":"look","parameters":{"type":"object"}},{"name":"list","parameters":{"type":"object"}}]}],"generationConfig":{"maxOutputTokens":77}}""",
        ["tool error"] = """{"contents":[{"role":"user","parts":[{"text":"canary one"}]},{"role":"model","parts":[{"functionCall":{"name":"look","args":{}}}]},{"role":"user","parts":[{"functionResponse":{"name":"look","response":{"error":"canary failure"}}}]}],"tools":[{"functionDeclarations":[{"name":"look","parameters":{"type":"object"}}]}],"generationConfig":{"maxOutputTokens":77}}""",
        ["JSON schema"] = """{"contents":[{"role":"user","parts":[{"text":"canary one"}]}],"generationConfig":{"maxOutputTokens":77,"responseMimeType":"application/json","responseJsonSchema":{"type":"object","properties":{"canary":{"type":"string"}},"required":["canary"],"additionalProperties":false}}}""",
        ["reasoning"] = """{"contents":[{"role":"user","parts":[{"text":"canary one"}]}],"generationConfig":{"maxOutputTokens":7777,"thinkingConfig":{"thinkingBudget":2048,"includeThoughts":true}}}""",
        ["cache marker"] = """{"systemInstruction":{"parts":[{"text":"canary zero"}]},"contents":[{"role":"user","parts":[{"text":"canary one"}]}],"generationConfig":{"maxOutputTokens":77}}""",
    };
}
