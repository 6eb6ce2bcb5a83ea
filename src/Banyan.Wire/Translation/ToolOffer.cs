using System.Text.Json;

namespace Banyan.Wire.Translation;

/// <summary>A tool that is offered to a model beside those of the caller.</summary>
/// <param name="Name">The name it calls it by.</param>
/// <param name="Description">What it does.</param>
/// <param name="Parameters">JSON Schema of its arguments.</param>
public sealed record ToolOffer(string Name, string Description, JsonElement Parameters);
