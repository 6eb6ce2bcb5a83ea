namespace Banyan.Wire.Hub;

/// <summary>What a writer must know of the model and endpoint it writes for. Comes from the catalogue, never from constants.</summary>
public sealed record TargetFacts
{
    /// <summary>The upstream's own name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Upstream, endpoint and model family: who issues signatures.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The model's output limit, used where the dialect demands one and the caller gave none; null when unknown.</summary>
    public int? DefaultMaxOutput { get; init; }

    /// <summary>The model's context window; null when unknown. Ollama's <c>num_ctx</c> is made from it.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>What the model can do.</summary>
    public AskNeeds Can { get; init; }

    /// <summary>Whether the model takes Anthropic's adaptive thinking with an effort instead of a budget.</summary>
    public bool AdaptiveThinking { get; init; }

    /// <summary>Whether the model takes Anthropic's <c>output_config.format</c>; else one forced tool is used.</summary>
    public bool NativeOutputFormat { get; init; } = true;

    /// <summary>Whether the model takes system turns in the middle of the list (newer Anthropic models).</summary>
    public bool MidListSystem { get; init; }

    /// <summary>Whether the model takes Gemini's <c>thinkingLevel</c> (3.x) instead of <c>thinkingBudget</c> (2.5).</summary>
    public bool ThinkingLevel { get; init; }

    /// <summary>Whether the model takes <c>responseJsonSchema</c> (Gemini 2.5 and later); else <c>responseSchema</c>.</summary>
    public bool JsonSchemaMember { get; init; } = true;

    /// <summary>Whether the model takes cache breakpoints in OpenAI's dialects.</summary>
    public bool CacheBreakpoints { get; init; }

    /// <summary>Named quirks of the provider, as configured (<c>maxTokensOnly</c>, <c>noDeveloperRole</c>, <c>reasoningMember</c> ...).</summary>
    public IReadOnlyDictionary<string, string> Quirks { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Seals and opens signatures for this caller's tenant; null leaves foreign signatures out.</summary>
    public ISignatureSeal? Seal { get; init; }
}
