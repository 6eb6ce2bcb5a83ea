namespace Banyan.Intents.Answering.Grounding;

/// <summary>A token that must have ground.</summary>
internal readonly record struct GroundToken(GroundTokenKind Kind, string Text, decimal Number = 0, DateOnly Date = default);
