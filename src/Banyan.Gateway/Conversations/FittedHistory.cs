using Banyan.Wire.Translation;

namespace Banyan.Gateway.Conversations;

/// <summary>A history that fits.</summary>
/// <param name="Turns">The turns to send: system turns, then what stands for older ones, then the recent ones word for word.</param>
/// <param name="Truncations">How often older messages had to be left out or summarised for it: 0 or 1.</param>
/// <param name="Tokens">Tokens the summary took.</param>
/// <param name="CostNanoUsd">What it cost, in 10⁻⁹ USD.</param>
public sealed record FittedHistory(IReadOnlyList<PlainTurn> Turns, int Truncations, long Tokens, long CostNanoUsd);
