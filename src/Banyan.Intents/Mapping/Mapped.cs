using System.Text.Json;

namespace Banyan.Intents.Mapping;

/// <summary>What became of a value in the other side's names.</summary>
/// <param name="Value">The value; fields with faults are absent from it. JSON null when nothing was left.</param>
/// <param name="Faults">What could not be said; empty when all could.</param>
internal sealed record Mapped(JsonElement Value, IReadOnlyList<MapFault> Faults)
{
    /// <summary>Whether everything could be said.</summary>
    public bool IsWhole => Faults.Count == 0;
}
