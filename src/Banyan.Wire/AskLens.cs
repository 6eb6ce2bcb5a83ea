using Banyan.Wire.Json;

namespace Banyan.Wire;

/// <summary>What any concern may read of an ask, found in one pass: never a DTO of someone else's request.</summary>
/// <remarks>A dialect fills it in <see cref="Dialect.Read(ReadOnlyMemory{byte}, Operation, AskPath)"/>. Spans are offsets into the body it was read from.</remarks>
public sealed class AskLens
{
    /// <summary>The model or alias asked for; empty when the ask names none.</summary>
    public string Model { get; init; } = "";

    /// <summary>Where the model's JSON string stands, quotes included; null when the body has none (the path named it, or nothing did).</summary>
    public ByteSpan? ModelSpan { get; init; }

    /// <summary>Every place where the body names the model although the path does (Gemini's embedding requests): JSON strings, quotes included.</summary>
    public IReadOnlyList<ByteSpan> ModelRepeats { get; init; } = [];

    /// <summary>Whether the answer is wanted as a stream.</summary>
    public bool Streams { get; init; }

    /// <summary>Whether the caller of a stream wants usage told in a chunk of its own (OpenAI chat's <c>stream_options.include_usage</c>).</summary>
    public bool WantsUsageChunk { get; init; }

    /// <summary>Where the value of <c>stream_options</c> stands; null when absent.</summary>
    public ByteSpan? StreamOptionsSpan { get; init; }

    /// <summary>Where the value of <c>include_usage</c> stands; null when absent.</summary>
    public ByteSpan? IncludeUsageSpan { get; init; }

    /// <summary>Offset of the outermost closing brace, where a member can be inserted.</summary>
    public int EndOfObject { get; init; }

    /// <summary>Whether the outermost object has members, so that an inserted one needs a comma.</summary>
    public bool HasMembers { get; init; }

    /// <summary>The member <c>banyan</c> with the comma that belongs to it; null when absent. It never goes upstream.</summary>
    public ByteSpan? BanyanSpan { get; init; }

    /// <summary>Every place with text a person or model wrote: raw JSON string content without quotes, in order.</summary>
    public IReadOnlyList<ByteSpan> Texts { get; init; } = [];

    /// <summary>Names of the tools declared, in order.</summary>
    public IReadOnlyList<string> ToolNames { get; init; } = [];

    /// <summary>The caller's bound on output tokens; null when it gave none.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>How many answers were asked for. <value>Default 1.</value></summary>
    public int Choices { get; init; } = 1;

    /// <summary>What a model must be able to do.</summary>
    public AskNeeds Needs { get; init; }

    /// <summary>Bytes of text in <see cref="Texts"/>, tool definitions and schemas included: what the estimate is made from.</summary>
    public int TextBytes { get; init; }

    /// <summary>Pictures in the ask, each estimated as <see cref="Estimator.TokensPerImage"/>.</summary>
    public int Images { get; init; }

    /// <summary>Input tokens by the documented estimator; never billed when usage was reported.</summary>
    public int EstimatedInputTokens => Estimator.InputTokens(TextBytes, Images);

    /// <summary>The earlier response the ask goes on from (Responses); null when it names none.</summary>
    public string? PreviousResponseId { get; init; }

    /// <summary>Whether the prompt is more than the body holds: it names an earlier answer, a conversation, a cache, a file or a stored prompt that the provider keeps.</summary>
    public bool HasInputElsewhere { get; init; }

    /// <summary>Why the ask can't be taken at all (a needed member missing or of the wrong type); null when it can.</summary>
    public Failure? Problem { get; init; }
}
