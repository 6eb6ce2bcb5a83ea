using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>An ask for embeddings, between one dialect's reader and another's writer.</summary>
public sealed class HubEmbedAsk
{
    /// <summary>The model as the caller named it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Texts in order.</summary>
    public List<JsonText> Inputs { get; } = [];

    /// <summary>Whether the caller gave one text instead of a list (Gemini answers <c>embedding</c>, not <c>embeddings</c>).</summary>
    public bool IsSingle { get; set; }

    /// <summary>Token arrays given instead of texts (OpenAI only); null when texts were given.</summary>
    public Sourced<JsonRaw>? Tokens { get; set; }

    /// <summary>Length of the vectors; null for the model's own.</summary>
    public Sourced<JsonRaw>? Dimensions { get; set; }

    /// <summary>Whether vectors are wanted as base64 of little-endian float32.</summary>
    public bool WantsBase64 { get; set; }

    /// <summary>What the vectors are for (Gemini's <c>taskType</c>).</summary>
    public Sourced<JsonText>? TaskType { get; set; }

    /// <summary>The end user's id.</summary>
    public Sourced<JsonText>? User { get; set; }
}
