using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>One piece of a turn.</summary>
/// <param name="At">Pointer to the piece in the caller's body.</param>
public abstract record HubPart(string At)
{
    /// <summary>The cache marker on this piece (<c>cache_control</c>, <c>prompt_cache_breakpoint</c>); null when there is none.</summary>
    public HubCacheMarker? Cache { get; init; }

    /// <summary>The thought signature that rides on this piece (Gemini); null when there is none.</summary>
    public HubSignature? Signature { get; init; }
}

/// <summary>Text.</summary>
public sealed record HubText(string At, JsonText Text) : HubPart(At);

/// <summary>A refusal in the model's own words.</summary>
public sealed record HubRefusal(string At, JsonText Text) : HubPart(At);

/// <summary>What the model thought, its signature, or both.</summary>
public sealed record HubThought(string At, JsonText Text) : HubPart(At)
{
    /// <summary>Whether the thought is only there encrypted (<c>redacted_thinking</c>): the signature is all there is.</summary>
    public bool IsRedacted { get; init; }

    /// <summary>The reasoning item's id (Responses); null elsewhere.</summary>
    public string? Id { get; init; }
}

/// <summary>A picture: inline data, an address, or a provider's file id. Exactly one of the three is set.</summary>
public sealed record HubImage(string At) : HubPart(At)
{
    /// <summary>Media type as <c>image/png</c>; null when only an address is known.</summary>
    public string? MediaType { get; init; }

    /// <summary>Inline data in standard base64.</summary>
    public JsonText? Base64 { get; init; }

    /// <summary>Where it can be fetched: <c>http(s)</c> or <c>gs</c>.</summary>
    public JsonText? Url { get; init; }

    /// <summary>A provider's file id.</summary>
    public JsonText? FileId { get; init; }

    /// <summary>How closely to look; OpenAI only.</summary>
    public Sourced<JsonText>? Detail { get; init; }
}

/// <summary>A document: inline data, an address, plain text, or a provider's file id.</summary>
public sealed record HubFile(string At) : HubPart(At)
{
    /// <summary>Media type as <c>application/pdf</c>; null when unknown.</summary>
    public string? MediaType { get; init; }

    /// <summary>Inline data in standard base64.</summary>
    public JsonText? Base64 { get; init; }

    /// <summary>The document as plain text.</summary>
    public JsonText? Text { get; init; }

    /// <summary>Where it can be fetched.</summary>
    public JsonText? Url { get; init; }

    /// <summary>A provider's file id.</summary>
    public JsonText? FileId { get; init; }

    /// <summary>File name or title.</summary>
    public Sourced<JsonText>? Name { get; init; }
}

/// <summary>Sound: inline data in standard base64 and its format (<c>wav</c>, <c>mp3</c>).</summary>
public sealed record HubAudio(string At, JsonText Base64, string Format) : HubPart(At);

/// <summary>A call the model made.</summary>
public sealed record HubCall(string At) : HubPart(At)
{
    /// <summary>The call's id; null where the dialect has none.</summary>
    public string? Id { get; init; }

    /// <summary>The tool's name.</summary>
    public required JsonText Name { get; init; }

    /// <summary>The arguments: one JSON object.</summary>
    public required JsonRaw Arguments { get; init; }
}

/// <summary>What a tool gave back.</summary>
public sealed record HubResult(string At) : HubPart(At)
{
    /// <summary>Id of the call it answers; null where results are matched by name and position.</summary>
    public string? CallId { get; init; }

    /// <summary>The tool's name; null where the dialect does not repeat it (writers look it up by the call's id).</summary>
    public JsonText? Name { get; init; }

    /// <summary>The result as text and pictures; empty when <see cref="Structured"/> is set.</summary>
    public List<HubPart> Parts { get; init; } = [];

    /// <summary>The result as one JSON object (Gemini); null elsewhere.</summary>
    public JsonRaw? Structured { get; init; }

    /// <summary>Whether the tool failed.</summary>
    public bool IsError { get; init; }
}
