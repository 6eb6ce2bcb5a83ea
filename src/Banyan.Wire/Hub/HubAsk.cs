using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>What an ask means, between one dialect's reader and another's writer. It lives for one translation and is never stored.</summary>
/// <remarks>Numbers are lexemes (<see cref="JsonRaw"/>), so that <c>1.0</c> stays <c>1.0</c>. A null member was not in the ask.</remarks>
public sealed class HubAsk
{
    /// <summary>The model as the caller named it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Whether a stream is wanted.</summary>
    public bool Streams { get; set; }

    /// <summary>Turns in order, system and developer turns included where they stood.</summary>
    public List<HubTurn> Turns { get; } = [];

    /// <summary>Tools in order.</summary>
    public List<HubTool> Tools { get; } = [];

    /// <summary>Which tool may or must be called.</summary>
    public Sourced<HubToolChoice>? ToolChoice { get; set; }

    /// <summary>Whether several calls in one turn are allowed.</summary>
    public Sourced<bool>? ParallelToolCalls { get; set; }

    /// <summary>Bound on output tokens.</summary>
    public Sourced<JsonRaw>? MaxOutput { get; set; }

    /// <summary>Sampling temperature, in the caller's scale (0..2 everywhere but Anthropic).</summary>
    public Sourced<JsonRaw>? Temperature { get; set; }

    /// <summary>Nucleus sampling.</summary>
    public Sourced<JsonRaw>? TopP { get; set; }

    /// <summary>Top-k sampling.</summary>
    public Sourced<JsonRaw>? TopK { get; set; }

    /// <summary>Random seed.</summary>
    public Sourced<JsonRaw>? Seed { get; set; }

    /// <summary>Presence penalty.</summary>
    public Sourced<JsonRaw>? PresencePenalty { get; set; }

    /// <summary>Frequency penalty.</summary>
    public Sourced<JsonRaw>? FrequencyPenalty { get; set; }

    /// <summary>How many answers.</summary>
    public Sourced<JsonRaw>? Choices { get; set; }

    /// <summary>Whether log probabilities are wanted.</summary>
    public Sourced<bool>? Logprobs { get; set; }

    /// <summary>How many alternatives per token.</summary>
    public Sourced<JsonRaw>? TopLogprobs { get; set; }

    /// <summary>Texts that end the answer.</summary>
    public Sourced<IReadOnlyList<JsonText>>? Stop { get; set; }

    /// <summary>Form of the answer.</summary>
    public Sourced<HubFormat>? Format { get; set; }

    /// <summary>How much to think.</summary>
    public Sourced<HubReasoningAsk>? Reasoning { get; set; }

    /// <summary>How long-winded: <c>low</c>, <c>medium</c>, <c>high</c>.</summary>
    public Sourced<string>? Verbosity { get; set; }

    /// <summary>The end user's id as the caller tells providers.</summary>
    public Sourced<JsonText>? User { get; set; }

    /// <summary>The hashed end user's id for safety systems.</summary>
    public Sourced<JsonText>? SafetyIdentifier { get; set; }

    /// <summary>Metadata object.</summary>
    public Sourced<JsonRaw>? Metadata { get; set; }

    /// <summary>Key that groups asks for provider-side caching.</summary>
    public Sourced<JsonText>? PromptCacheKey { get; set; }

    /// <summary>How long the provider keeps the prompt cached.</summary>
    public Sourced<JsonRaw>? PromptCacheRetention { get; set; }

    /// <summary>Price and speed class.</summary>
    public Sourced<JsonText>? ServiceTier { get; set; }

    /// <summary>Whether the provider may keep the answer.</summary>
    public Sourced<bool>? Store { get; set; }

    /// <summary>Whether the caller of a stream asked for usage in a chunk of its own.</summary>
    public bool WantsUsageChunk { get; set; }
}
