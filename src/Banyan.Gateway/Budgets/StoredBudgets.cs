using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>What operators set while it runs.</summary>
/// <param name="Rules">The budgets.</param>
/// <param name="Overrides">The overrides.</param>
public sealed record StoredBudgets(IReadOnlyList<BudgetRule> Rules, IReadOnlyList<BudgetOverride> Overrides)
{
    /// <summary>Nothing set.</summary>
    public static StoredBudgets None { get; } = new([], []);
}
