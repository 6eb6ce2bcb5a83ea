using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>What becomes of each field of a Gemini ask in the dialects C, R, A and O (W8).</summary>
internal static class GeminiFields
{
    public static FieldTable Table { get; } = new("CRAO", [.. Conversation(), .. Tools(), .. Config(), .. Rest()])
    {
        Canonical = GeminiNames.Canonical,
    };

    private static IEnumerable<FieldRow> Conversation() =>
    [
        new("/contents", "mmmm"),
        new("/contents/*", "mmmm"),
        new("/contents/*/role", "mmmm"),
        .. Parts("/contents/*/parts"),
        new("/systemInstruction", "mmmm"),
        new("/systemInstruction/role", "mmmm"),
        .. Parts("/systemInstruction/parts"),
    ];

    private static IEnumerable<FieldRow> Parts(string parts) =>
    [
        new(parts, "mmmm"),
        new($"{parts}/*", "mmmm"),
        new($"{parts}/*/text", "mmmm"),
        new($"{parts}/*/thought", "mmmm"),
        new($"{parts}/*/thoughtSignature", "mmmm"),
        new($"{parts}/*/inlineData", "mmmm"),
        new($"{parts}/*/inlineData/mimeType", "mmmm"),
        new($"{parts}/*/inlineData/data", "mmmm"),
        new($"{parts}/*/inlineData/displayName", "mmmm"),
        new($"{parts}/*/fileData", "mmmm"),
        new($"{parts}/*/fileData/mimeType", "mmmm"),
        new($"{parts}/*/fileData/fileUri", "mmmm"),
        new($"{parts}/*/fileData/displayName", "mmmm"),
        new($"{parts}/*/functionCall", "mmmm"),
        new($"{parts}/*/functionCall/id", "mmmm"),
        new($"{parts}/*/functionCall/name", "mmmm"),
        new($"{parts}/*/functionCall/args/**", "mmmm"),
        new($"{parts}/*/functionResponse", "mmmm"),
        new($"{parts}/*/functionResponse/id", "mmmm"),
        new($"{parts}/*/functionResponse/name", "mmmm"),
        new($"{parts}/*/functionResponse/response/**", "mmmm"),
        new($"{parts}/*/executableCode/**", "dddd"),
        new($"{parts}/*/codeExecutionResult/**", "dddd"),
        new($"{parts}/*/videoMetadata/**", "dddd"),
    ];

    // Built-in tools are "mapped" as far as their label goes: whether they can be reached decides between drop and refusal, and that is the writers'.
    private static IEnumerable<FieldRow> Tools() =>
    [
        new("/tools", "mmmm"),
        new("/tools/*", "mmmm"),
        new("/tools/*/functionDeclarations", "mmmm"),
        new("/tools/*/functionDeclarations/*", "mmmm"),
        new("/tools/*/functionDeclarations/*/name", "mmmm"),
        new("/tools/*/functionDeclarations/*/description", "mmmm"),
        new("/tools/*/functionDeclarations/*/parameters/**", "mmmm"),
        new("/tools/*/functionDeclarations/*/parametersJsonSchema/**", "mmmm"),
        new("/tools/*/functionDeclarations/*/response/**", "dddd"),
        new("/tools/*/functionDeclarations/*/responseJsonSchema/**", "dddd"),
        new("/tools/*/functionDeclarations/*/behavior", "dddd"),
        new("/tools/*/googleSearch/**", "mmmm"),
        new("/tools/*/googleSearchRetrieval/**", "mmmm"),
        new("/tools/*/codeExecution/**", "mmmm"),
        new("/tools/*/urlContext/**", "mmmm"),
        new("/toolConfig", "mmmm"),
        new("/toolConfig/functionCallingConfig", "mmmm"),
        new("/toolConfig/functionCallingConfig/mode", "mmmm"),
        new("/toolConfig/functionCallingConfig/allowedFunctionNames", "mmmm"),
        new("/toolConfig/functionCallingConfig/allowedFunctionNames/*", "mmmm"),
        new("/toolConfig/retrievalConfig/**", "dddd"),
    ];

    private static IEnumerable<FieldRow> Config() =>
    [
        new("/generationConfig", "mmmm"),
        new("/generationConfig/temperature", "mmmm"),
        new("/generationConfig/topP", "mmmm"),
        new("/generationConfig/topK", "ddmm"),
        new("/generationConfig/candidateCount", "mmmm"),
        new("/generationConfig/maxOutputTokens", "mmmm"),
        new("/generationConfig/stopSequences", "mdmm"),
        new("/generationConfig/stopSequences/*", "mdmm"),
        new("/generationConfig/responseMimeType", "mmmm"),
        new("/generationConfig/responseSchema/**", "mmmm"),
        new("/generationConfig/responseJsonSchema/**", "mmmm"),
        new("/generationConfig/_responseJsonSchema/**", "mmmm"),
        new("/generationConfig/presencePenalty", "mddm"),
        new("/generationConfig/frequencyPenalty", "mddm"),
        new("/generationConfig/seed", "mddm"),
        new("/generationConfig/responseLogprobs", "mmmm"),
        new("/generationConfig/logprobs", "mmmm"),
        new("/generationConfig/thinkingConfig", "mmmm"),
        new("/generationConfig/thinkingConfig/thinkingBudget", "mmmm"),
        new("/generationConfig/thinkingConfig/thinkingLevel", "mmmm"),
        new("/generationConfig/thinkingConfig/includeThoughts", "mmmm"),
        new("/generationConfig/responseModalities", "mmmm"),
        new("/generationConfig/responseModalities/*", "mmmm"),
        new("/generationConfig/mediaResolution", "dddd"),
        new("/generationConfig/speechConfig/**", "rrrr"),
        new("/generationConfig/imageConfig/**", "rrrr"),
    ];

    private static IEnumerable<FieldRow> Rest() =>
    [
        new("/model", "mmmm"),
        new("/safetySettings/**", "dddd"),
        new("/cachedContent", "rrrr"),
        new("/labels/**", "mmdd"),
        new("/banyan/**", "mmmm"),
    ];
}
