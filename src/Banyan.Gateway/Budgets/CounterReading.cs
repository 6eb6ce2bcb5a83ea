namespace Banyan.Gateway.Budgets;

/// <summary>A counter as it stands, in 10⁻⁹ USD.</summary>
/// <param name="Key">The counter.</param>
/// <param name="SpentNanoUsd">Settled cost.</param>
/// <param name="ReservedNanoUsd">Held by running exchanges.</param>
public readonly record struct CounterReading(CounterKey Key, long SpentNanoUsd, long ReservedNanoUsd);
