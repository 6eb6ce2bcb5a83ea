namespace Banyan.Gateway.Budgets;

/// <summary>What the ledger remembers of a running exchange.</summary>
/// <param name="Lines">Its budgets as they stood when it was first held.</param>
/// <param name="IsHeld">Whether the counters hold it; false when they could not be reached and none of its budgets blocks.</param>
internal sealed record OpenBudgets(IReadOnlyList<BudgetLine> Lines, bool IsHeld);
