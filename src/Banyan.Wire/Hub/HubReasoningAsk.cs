namespace Banyan.Wire.Hub;

/// <summary>How much the caller wants the model to think.</summary>
public sealed record HubReasoningAsk
{
    /// <summary>In words: <c>none minimal low medium high xhigh max</c>; null when a budget was given instead, or nothing.</summary>
    public string? Effort { get; init; }

    /// <summary>In tokens; null when an effort was given instead, or nothing.</summary>
    public long? BudgetTokens { get; init; }

    /// <summary>Thinking is switched off.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The model decides how much (Anthropic's <c>adaptive</c>, Gemini's budget -1, Ollama's <c>true</c>).</summary>
    public bool IsAdaptive { get; init; }

    /// <summary>Whether thoughts are wanted back; null when not told.</summary>
    public bool? IncludeThoughts { get; init; }

    /// <summary>The kind of summary wanted (Responses); null when not told.</summary>
    public string? Summary { get; init; }
}
