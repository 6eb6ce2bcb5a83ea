namespace Banyan.Wire.Hub;

/// <summary>Why a choice finished.</summary>
public enum HubFinishReason : byte
{
    /// <summary>The model was done, or a stop text was hit.</summary>
    Stop,

    /// <summary>The output limit or the window was reached.</summary>
    Length,

    /// <summary>The model wants tools called. Writers decide it by "a call was seen", not by this word alone.</summary>
    ToolCalls,

    /// <summary>A content filter or the model itself refused.</summary>
    Blocked,

    /// <summary>Anthropic's <c>pause_turn</c>: the length form elsewhere, and named.</summary>
    Pause,

    /// <summary>The model was loaded or unloaded (Ollama): nothing was generated.</summary>
    Load,
}
