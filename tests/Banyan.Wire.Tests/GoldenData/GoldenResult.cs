using System.Text.Json.Nodes;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Tests.GoldenData;

/// <summary>What we made of a case's input.</summary>
/// <param name="Json">The result; of a stream its fold.</param>
/// <param name="Expected">The expectation in the same form.</param>
/// <param name="Tokens">The usage read; null when there is none.</param>
internal sealed record GoldenResult(JsonNode Json, JsonNode Expected, TokenUsage? Tokens);
