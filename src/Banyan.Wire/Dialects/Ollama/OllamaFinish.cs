using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Ollama's words for the end of an answer. Source: <c>docs/wire/ollama.md</c>.</summary>
internal static class OllamaFinish
{
    public static HubFinishReason Read(string? word) => word switch
    {
        "length" => HubFinishReason.Length,
        "load" or "unload" => HubFinishReason.Load,
        _ => HubFinishReason.Stop,
    };

    /// <summary>The word for a reason; what a filter blocked is an empty normal end here.</summary>
    public static string Write(HubFinishReason reason) => reason switch
    {
        HubFinishReason.Stop or HubFinishReason.ToolCalls or HubFinishReason.Blocked => "stop",
        HubFinishReason.Length or HubFinishReason.Pause => "length",
        HubFinishReason.Load => "load",
    };
}
