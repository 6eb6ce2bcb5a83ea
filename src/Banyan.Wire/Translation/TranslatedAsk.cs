using Banyan.Wire.Hub;

namespace Banyan.Wire.Translation;

/// <summary>An ask in another dialect, or why there is none.</summary>
/// <param name="Body">The body for the upstream; empty when refused.</param>
/// <param name="Report">What was dropped and clamped, in request order.</param>
/// <param name="Ask">What the ask means.</param>
/// <param name="Refusal">Why it can't be translated: a refused field, or under strict the first drop; null when it can.</param>
public sealed record TranslatedAsk(byte[] Body, MappingReport Report, HubAsk Ask, Failure? Refusal)
{
    /// <summary>The tool by which a schema-bound answer was asked, to be told in <see cref="AnswerFacts.FormatTool"/>; null when none was.</summary>
    public string? FormatTool { get; init; }
}
