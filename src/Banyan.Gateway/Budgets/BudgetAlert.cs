namespace Banyan.Gateway.Budgets;

/// <summary>A threshold was reached: once a period, budget and whoever it counts for.</summary>
/// <param name="Tenant">Whose budget.</param>
/// <param name="Key">The counter.</param>
/// <param name="Threshold">The share of the limit, as 0.8.</param>
/// <param name="UsedNanoUsd">Spent and reserved at that instant, in 10⁻⁹ USD.</param>
/// <param name="LimitNanoUsd">The limit in force then.</param>
/// <param name="At">When.</param>
public sealed record BudgetAlert(string Tenant, CounterKey Key, double Threshold, long UsedNanoUsd, long LimitNanoUsd, DateTimeOffset At);
