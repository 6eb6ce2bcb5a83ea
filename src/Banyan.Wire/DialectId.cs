namespace Banyan.Wire;

/// <summary>The wire languages.</summary>
public enum DialectId : byte
{
    /// <summary>OpenAI chat completions and embeddings (C).</summary>
    OpenAiChat,

    /// <summary>OpenAI Responses (R).</summary>
    OpenAiResponses,

    /// <summary>Anthropic Messages (A).</summary>
    Anthropic,

    /// <summary>Gemini generateContent (G).</summary>
    Gemini,

    /// <summary>Ollama chat (O).</summary>
    Ollama,
}
