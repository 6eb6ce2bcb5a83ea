using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>An ask as plain values, for who makes asks of its own. It is written in OpenAI chat's language and translated for whoever answers.</summary>
/// <remarks>The same values give the same bytes. Members that hold JSON are written as they stand and must be valid JSON.</remarks>
public sealed record PlainAsk
{
    /// <summary>The model or alias; empty for the configured default.</summary>
    public required string Model { get; init; }

    /// <summary>The turns in order; system turns first.</summary>
    public required IReadOnlyList<PlainTurn> Turns { get; init; }

    /// <summary>Whether the answer is wanted as a stream; usage is told in it.</summary>
    public bool Streams { get; init; }

    /// <summary>Tools in order.</summary>
    public IReadOnlyList<PlainTool> Tools { get; init; } = [];

    /// <summary>Which tool may or must be called, as JSON in OpenAI chat's form; null when not told.</summary>
    public string? ToolChoice { get; init; }

    /// <summary>Form of the answer, as JSON in OpenAI chat's form; null when not told.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>Bound on output tokens; null when not told.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Sampling temperature, 0 to 2; null when not told.</summary>
    public decimal? Temperature { get; init; }

    /// <summary>Nucleus sampling, 0 to 1; null when not told.</summary>
    public decimal? TopP { get; init; }

    /// <summary>Texts that end the answer.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Random seed; null when not told.</summary>
    public long? Seed { get; init; }

    /// <summary>How much to think, as <c>low</c>; null when not told.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>More members, as a JSON object in OpenAI chat's names; those said above win. Null for none.</summary>
    public string? More { get; init; }

    /// <summary>Writes the ask.</summary>
    public WireBody ToBody() => new(DialectTable.Get(DialectId.OpenAiChat), PlainAskWriter.Write(this), Operation.Chat);
}
