namespace Banyan.Gateway.Conversations;

/// <summary>What making messages took.</summary>
/// <param name="Tokens">Tokens of the exchanges.</param>
/// <param name="CostNanoUsd">Their cost, in 10⁻⁹ USD.</param>
/// <param name="Truncations">How often older messages were left out or summarised for them.</param>
public readonly record struct Spending(long Tokens = 0, long CostNanoUsd = 0, int Truncations = 0);
