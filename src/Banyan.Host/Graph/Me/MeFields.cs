using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Budgets;
using Banyan.Host.Graph.Door;
using Banyan.Host.Graph.Keys;
using Banyan.Host.Graph.Limits;

namespace Banyan.Host.Graph.Me;

/// <summary>Who the caller is.</summary>
internal static class MeFields
{
    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<Caller>("Caller", "Who asks, as its key says.", caller =>
        {
            caller.Field("tenant: String!", c => c.Tenant, "Whose money and data.");
            caller.Field("service: String", c => c.Service, "The calling application.");
            caller.Field("role: Role!", c => c.Role, "What the key is trusted with at most.");
            caller.Field("grants: JSON!", c => GrantsJson.Of(c.Grants), "What the key may do, within its role and the key that made it: operations, models and tools, with * as wildcard.");
            caller.Field("budgets: [UsageBudget!]!", async (c, context) => (await BudgetGraph.Budgets(context).ListAsync(c.Tenant, context.Cancelled)).Where(one => Counts(one, c)), "Budgets its asks count for.");
            caller.Field("limits: [RateLimit!]!", LimitGraph.OfCallerAsync, "The rate limits that hold for it, widest first, with what is left of them.");
        });
        graph.Query("me: Caller!", static c => c.Caller(), "The caller itself.");
    }

    private static bool Counts(BudgetView view, Caller caller) => view.Rule.Scope switch
    {
        BudgetScope.Global => true,
        BudgetScope.Service => Names(view, caller.Service),
        BudgetScope.User => Names(view, caller.User),
        BudgetScope.Feature => Names(view, caller.Feature),
        BudgetScope.Team => Names(view, caller.Team),
        BudgetScope.Key => Names(view, caller.KeyId),
    };

    private static bool Names(BudgetView view, string? one) => one is not null && (view.Rule.ScopeId == BudgetRule.Each || view.Names(one));
}
