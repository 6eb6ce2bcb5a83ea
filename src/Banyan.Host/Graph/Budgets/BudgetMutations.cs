using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Budgets;

/// <summary>Setting budgets, raising them for a while, taking them away. Each act is written to the audit log with the change itself.</summary>
internal static class BudgetMutations
{
    private const string Write = "budgets:write", Override = "budgets:override";
    private const decimal NanosPerUsd = 1_000_000_000, MostUsd = 4_000_000_000;
    private const double UsualThreshold = 0.8;

    private const string InputFields =
        """
        "Whose spending it counts." scope: BudgetScope!, "Which one of the scope; * is each, and the one for GLOBAL." scopeId: String!, "How long it lasts." period: BudgetPeriod!,
        "Most to be spent in a period, in USD." limitAmount: Decimal!, "The share of the limit that raises an alert once a period." alertThreshold: Float = 0.8, "Several of them, instead." alertThresholds: [Float!],
        "What happens at the limit." onExceeded: OnExceeded! = BLOCK, "Model or alias to go on with: with DEGRADE." degradeTo: String,
        "Whether the provable maximum is reserved, so that nothing is ever overspent." strict: Boolean! = false, "IANA zone whose midnight opens a period." timeZone: String! = "UTC",
        "Whether it counts." enabled: Boolean! = true, "The revision that was read, 0 for none; left out: set it whatever it is." expectedRevision: Int
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("SetBudgetInput", "A budget to be set.", InputFields, fields => fields);
        graph.Mutation("setUsageBudget(input: SetBudgetInput!): UsageBudget!", SetAsync, "Sets the budget of a scope and period; in force on every node within a second.").Arg("input", "What it shall be.").Requires(Write);
        graph.Mutation("removeUsageBudget(id: ID!): Boolean!", RemoveAsync, "Takes a budget that was set away; the file's for the same scope and period holds again.").Arg("id", "The budget.").Requires(Write);
        graph.Mutation("overrideBudget(budgetId: ID!, limitAmount: Decimal!, until: DateTime!, reason: String!): UsageBudget!", OverrideAsync, "Lets another limit hold until an instant.")
            .Arg("budgetId", "The budget.").Arg("limitAmount", "The limit meanwhile, in USD.").Arg("until", "The first instant at which it no longer holds.").Arg("reason", "Why, 1 to 500 characters.")
            .Requires(Override);
    }

    private static async ValueTask<BudgetView> SetAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var rule = new BudgetRule
        {
            Id = "",
            Scope = input.Get<BudgetScope>("scope"),
            ScopeId = input.Text("scopeId")!,
            Period = input.Get<BudgetPeriod>("period"),
            LimitNanoUsd = Nano(input.Get<decimal>("limitAmount")),
            AlertThresholds = ThresholdsOf(input),
            OnExceeded = input.Get<OnExceeded>("onExceeded"),
            DegradeTo = input.Text("degradeTo"),
            IsStrict = input.Get<bool>("strict"),
            TimeZone = input.Text("timeZone")!,
            IsEnabled = input.Get<bool>("enabled"),
        };
        var expected = input.Has("expectedRevision") ? input.Get<int?>("expectedRevision") : null;
        var (set, failure) = await BudgetGraph.Budgets(context).SetAsync(context.Caller(), rule, expected, context.Cancelled);
        return failure is null ? await FindAsync(context, set!.Id) : throw new RefusedException(failure);
    }

    private static IReadOnlyList<double> ThresholdsOf(InputFields input) =>
        input.Get<object>("alertThresholds") is null ? [input.Float("alertThreshold") ?? UsualThreshold] : [.. input.List<double>("alertThresholds").Order()];

    private static async ValueTask<bool> RemoveAsync(FieldContext context) =>
        await BudgetGraph.Budgets(context).RemoveAsync(context.Caller(), context.Arg<string>("id"), context.Cancelled) is { } failure ? throw new RefusedException(failure) : true;

    private static async ValueTask<BudgetView> OverrideAsync(FieldContext context)
    {
        var id = context.Arg<string>("budgetId");
        var failure = await BudgetGraph.Budgets(context).OverrideAsync(
            context.Caller(), id, Nano(context.Arg<decimal>("limitAmount")), context.Arg<DateTimeOffset>("until"), context.Arg<string>("reason"), context.Cancelled);
        return failure is null ? await FindAsync(context, id) : throw new RefusedException(failure);
    }

    private static async ValueTask<BudgetView> FindAsync(FieldContext context, string id) =>
        await BudgetGraph.Budgets(context).FindAsync(context.Caller().Tenant, id, context.Cancelled) ?? throw GraphActs.NotFound($"The budget '{id}' is gone again.");

    /// <summary>USD as nano-USD; what no counter could hold is told apart by the budgets' own check.</summary>
    private static long Nano(decimal usd) => usd < 0 ? -1 : decimal.ToInt64(decimal.Round(Math.Min(usd, MostUsd + 1) * NanosPerUsd, MidpointRounding.ToEven));
}
