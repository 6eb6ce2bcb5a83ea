using System.Text.Json;
using Banyan.Gateway.Metering.Reports.Advice;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Budgets;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Usage;

/// <summary>What usage says of budgets and of models.</summary>
internal static class UsageAdviceGraph
{
    private const string Read = "usage:read";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<CostRecommendation>("CostRecommendation", "Something that would cost less.", type =>
        {
            type.Field("kind: String!", one => one.Kind, "cheaper_model or unused_budget.");
            type.Field("target: String!", one => one.Target, "A model's full name, or a budget's id.");
            type.Field("reason: String!", one => one.Reason, "What to do and why.");
            type.Field("monthlySaving: Decimal!", one => BudgetGraph.Usd(one.MonthlySavingNanoUsd), "USD that thirty days like the period would cost less; 0 where nothing is saved but room.");
            type.Field("evidence: JSON!", one => JsonElement.Parse(one.Evidence), "The figures it goes by, amounts in nano-USD.");
        });
        graph.Query("costRecommendations(period: UsagePeriod!, range: TimeRange): [CostRecommendation!]!", RecommendAsync, "What would cost less, the most first: cheaper models of at least equal quality, budgets half unused.")
            .Arg("period", "The usage it goes by.").Arg("range", "With CUSTOM and only with it.").Requires(Read);
        graph.Query("suggestBudget(scope: BudgetScope!, scopeId: String!, period: BudgetPeriod!): Decimal!", SuggestAsync, "A limit in USD: the 95th percentile of the last eight whole periods and a fifth more; 0 when nothing was spent.")
            .Arg("scope", "Whose spending.").Arg("scopeId", "Which one of the scope; * for a limit that suits each.").Arg("period", "How long it would last, in the time zone of the budget there is, else in UTC.").Requires(Read);
    }

    private static async ValueTask<IReadOnlyList<CostRecommendation>> RecommendAsync(FieldContext context)
    {
        var (from, to) = context.Period();
        return await context.Get<IUsageAdvice>().RecommendAsync(context.Caller().Tenant, from, to, context.Cancelled);
    }

    private static async ValueTask<decimal> SuggestAsync(FieldContext context) => BudgetGraph.Usd(await context.Get<IUsageAdvice>().SuggestBudgetAsync(
        context.Caller().Tenant, context.Arg<BudgetScope>("scope"), context.Arg<string>("scopeId"), context.Arg<BudgetPeriod>("period"), context.Cancelled));
}
