using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Gemini's words for the end of a candidate. Source: <c>docs/wire/gemini.md</c>.</summary>
internal static class GeminiFinish
{
    /// <summary>What a finish word means; words that are not known stopped the model before its own end, as a filter does.</summary>
    public static HubFinishReason Read(string word) => word switch
    {
        "STOP" => HubFinishReason.Stop,
        "MAX_TOKENS" => HubFinishReason.Length,
        _ => HubFinishReason.Blocked,
    };

    /// <summary>The failure behind a word that says the provider could not use its own model's output; null for an end that stands.</summary>
    public static Failure? FailureOf(string word) => word switch
    {
        "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "MALFORMED_RESPONSE" or "TOO_MANY_TOOL_CALLS" or "MISSING_THOUGHT_SIGNATURE" =>
            new Failure(FailureKind.Garbled, "provider_error", $"The model's answer could not be used by its provider ({word}).") { ProviderCode = word },
        _ => null,
    };

    /// <summary>The word for a reason.</summary>
    public static string Write(HubFinishReason reason) => reason switch
    {
        HubFinishReason.Stop or HubFinishReason.ToolCalls => "STOP",
        HubFinishReason.Length or HubFinishReason.Pause => "MAX_TOKENS",
        HubFinishReason.Blocked => "SAFETY",
        HubFinishReason.Load => "OTHER",
    };
}
