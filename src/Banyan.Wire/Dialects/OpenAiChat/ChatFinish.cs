using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>How a choice tells why it finished.</summary>
internal static class ChatFinish
{
    /// <summary>The word for <c>finish_reason</c>: calls seen anywhere decide, unless the answer was cut or blocked.</summary>
    public static string Word(HubFinishReason reason, bool hasCalls, bool hasCutCall) => reason switch
    {
        HubFinishReason.Blocked => "content_filter",
        HubFinishReason.Length or HubFinishReason.Pause => "length",
        HubFinishReason.Stop or HubFinishReason.ToolCalls or HubFinishReason.Load =>
            hasCutCall ? "length" : hasCalls ? "tool_calls" : "stop",
    };
}
