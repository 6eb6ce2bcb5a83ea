using System.Text.Json.Nodes;

namespace Banyan.Wire.Tests.GoldenData;

/// <summary>One expectation of the golden data.</summary>
/// <param name="Name">Path of the expectation inside the golden folder.</param>
/// <param name="Input">Path of the input file.</param>
/// <param name="From">The dialect the input is in.</param>
/// <param name="To">The dialect the result is in; the same one for relay.</param>
/// <param name="Kind">What is done with the input.</param>
internal sealed record GoldenCase(string Name, string Input, DialectId From, DialectId To, GoldenKind Kind)
{
    /// <summary>The expectation: the result, and the usage read from it.</summary>
    public required Lazy<GoldenExpectation> Expected { get; init; }
}

/// <summary>What an expectation says.</summary>
/// <param name="Json">The result when it is one JSON value.</param>
/// <param name="Stream">The result when it is an event stream.</param>
/// <param name="Parsed">What was read beside it; null when nothing.</param>
internal sealed record GoldenExpectation(JsonNode? Json, string? Stream, JsonObject? Parsed);

internal enum GoldenKind
{
    Ask,
    Embed,
    CountTokens,
    Texts,
    Answer,
    StreamedAnswer,
    TokenCount,
}
