namespace Banyan.Gateway.Budgets;

/// <summary>A limit that holds instead of a budget's own until an instant.</summary>
/// <param name="BudgetId">The budget.</param>
/// <param name="LimitNanoUsd">The limit meanwhile, in 10⁻⁹ USD.</param>
/// <param name="From">From when it holds.</param>
/// <param name="Until">The first instant at which it no longer does.</param>
/// <param name="Reason">Why, in the words of whoever set it.</param>
/// <param name="By">Who set it, as <c>key:Ab12Cd34</c>.</param>
public sealed record BudgetOverride(string BudgetId, long LimitNanoUsd, DateTimeOffset From, DateTimeOffset Until, string Reason, string By);
