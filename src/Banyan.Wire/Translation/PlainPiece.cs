namespace Banyan.Wire.Translation;

/// <summary>What one frame of an answer added, as plain values. Exactly one member says something.</summary>
/// <param name="Text">Visible text, refusals included; empty when there was none.</param>
/// <param name="Reasoning">Reasoning; empty when there was none.</param>
/// <param name="Call">A call that is complete now; null when none is.</param>
public readonly record struct PlainPiece(string Text, string Reasoning = "", PlainCall? Call = null);
