using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Whose spending it is, as counters are named.</summary>
internal static class ScopeIds
{
    /// <summary>An id as budgets compare it: users and features without case, as rate limits do.</summary>
    public static string Of(BudgetScope scope, string id) => scope is BudgetScope.User or BudgetScope.Feature ? Caller.Fold(id) : id;

    /// <summary>Whose counter a caller's spending goes to; null when the caller has none of the scope.</summary>
    public static string? Of(BudgetScope scope, Caller caller)
    {
        var id = scope switch
        {
            BudgetScope.Global => BudgetRule.Each,
            BudgetScope.Service => caller.Service,
            BudgetScope.User => caller.User,
            BudgetScope.Feature => caller.Feature,
            BudgetScope.Team => caller.Team,
            BudgetScope.Key => caller.KeyId,
        };
        return id is null ? null : Of(scope, id);
    }
}
