using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>A budget as it stands for one exchange.</summary>
/// <param name="Rule">The budget.</param>
/// <param name="Key">Its counter.</param>
/// <param name="Span">The period of that counter.</param>
/// <param name="LimitNanoUsd">The limit in force: the budget's own, or what an override raised it to.</param>
/// <param name="Holds">Whether the limit is enforced; a line that does not hold only counts.</param>
public sealed record BudgetLine(BudgetRule Rule, CounterKey Key, PeriodSpan Span, long LimitNanoUsd, bool Holds);
