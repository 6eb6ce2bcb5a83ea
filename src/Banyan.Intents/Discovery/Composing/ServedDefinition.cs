using Banyan.Intents.Discovery.Definitions;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>A definition that takes part in the catalogue.</summary>
/// <param name="Definition">The definition that serves.</param>
/// <param name="IsIntent">Whether it is an intent; else it is only looked at for overlaps.</param>
/// <param name="Pending">A changed definition that waits for approval; null when there is none.</param>
/// <param name="Breaks">What the change breaks.</param>
/// <param name="IsGone">Whether the operation the serving definition calls is no longer described.</param>
internal sealed record ServedDefinition(IntentDefinition Definition, bool IsIntent, IntentDefinition? Pending, IReadOnlyList<string> Breaks, bool IsGone);
