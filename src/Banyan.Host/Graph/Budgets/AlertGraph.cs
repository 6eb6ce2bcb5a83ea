using Banyan.Gateway.Budgets;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Budgets;

/// <summary>Thresholds of budgets that were reached.</summary>
internal static class AlertGraph
{
    private const string Read = "budgets:read";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<BudgetAlert>("UsageAlert", "A threshold of a budget was reached: told once a period.", Declare);
        graph.Query("usageAlertLog(first: Int! = 50): [UsageAlert!]!", ListAsync, "Thresholds that were reached, latest first.").Arg("first", "At most so many, 1 to 200.").Requires(Read);
        graph.Subscription("usageAlerts(serviceId: String): UsageAlert!", Watch, "Thresholds as they are reached, on whichever node.").Arg("serviceId", "Only of this service's own budgets.").Requires(Read);
    }

    private static void Declare(ObjectBuilder<BudgetAlert> type)
    {
        type.Field("budget: UsageBudget", async (one, context) => await BudgetGraph.Budgets(context).FindAsync(one.Tenant, one.Key.BudgetId, context.Cancelled), "The budget; null when it is gone.").Requires(Read);
        type.Field("scopeId: String!", one => one.Key.ScopeId, "Whose spending reached it.");
        type.Field("threshold: Float!", one => one.Threshold, "The share of the limit.");
        type.Field("used: Decimal!", one => BudgetGraph.Usd(one.UsedNanoUsd), "Spent and reserved at that instant, in USD.");
        type.Field("limit: Decimal!", one => BudgetGraph.Usd(one.LimitNanoUsd), "The limit in force then, in USD.");
        type.Field("at: DateTime!", one => one.At, "When.");
    }

    private static async ValueTask<IReadOnlyList<BudgetAlert>> ListAsync(FieldContext context) =>
        await BudgetGraph.Budgets(context).AlertsAsync(context.Caller().Tenant, Math.Clamp(context.Arg<int>("first"), 1, 200), context.Cancelled);

    private static IAsyncEnumerable<BudgetAlert> Watch(FieldContext context) =>
        context.Get<AlertFeed>().ReadAsync(context.Caller().Tenant, context.Arg<string?>("serviceId"), context.Cancelled);
}
