using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>A step's arguments with their values, bound parameters included, in the intent's names.</summary>
/// <param name="Value">A JSON object.</param>
/// <param name="Provenance">By parameter name.</param>
internal sealed record BoundArguments(JsonElement Value, IReadOnlyDictionary<string, Provenance> Provenance);
