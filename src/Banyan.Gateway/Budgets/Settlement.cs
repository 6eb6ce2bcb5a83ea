namespace Banyan.Gateway.Budgets;

/// <summary>What an exchange cost.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="ActualNanoUsd">The sum over its attempts, in 10⁻⁹ USD.</param>
public readonly record struct Settlement(Guid Exchange, long ActualNanoUsd);
