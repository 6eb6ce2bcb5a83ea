namespace Banyan.Gateway.Budgets;

/// <summary>One counter: a budget, the one it counts for, and the period.</summary>
/// <param name="BudgetId">The budget.</param>
/// <param name="ScopeId">Whose spending: a service's name, a user's id; <c>*</c> for everybody together.</param>
/// <param name="PeriodStart">The first instant of the period, UTC.</param>
public readonly record struct CounterKey(string BudgetId, string ScopeId, DateTimeOffset PeriodStart);
