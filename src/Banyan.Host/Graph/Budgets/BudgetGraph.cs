using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Budgets;

/// <summary>Budgets and what is spent of them.</summary>
internal static class BudgetGraph
{
    private const string Read = "budgets:read";
    private const decimal NanosPerUsd = 1_000_000_000;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<BudgetScope>(
            "BudgetScope",
            "Whose spending a budget counts.",
            (BudgetScope.Global, "Everybody of the tenant together."),
            (BudgetScope.Service, "A calling application."),
            (BudgetScope.User, "An end user."),
            (BudgetScope.Feature, "A use the caller names."),
            (BudgetScope.Team, "A team."),
            (BudgetScope.Key, "A key, by its id."));
        graph.Enum<BudgetPeriod>(
            "BudgetPeriod",
            "How long a budget lasts before it opens anew, at local midnight of its zone.",
            (BudgetPeriod.Daily, "A day."),
            (BudgetPeriod.Weekly, "An ISO week, from Monday."),
            (BudgetPeriod.Monthly, "A calendar month."));
        graph.Enum<OnExceeded>(
            "OnExceeded",
            "What happens at a budget's limit.",
            (OnExceeded.Block, "Asks are refused until the period ends."),
            (OnExceeded.Warn, "Asks go on; an alert was raised."),
            (OnExceeded.Degrade, "Asks go on with the budget's cheaper model."));
        graph.Object<BudgetView>("UsageBudget", "A budget with what is spent of it. One that counts each of a scope shows the one who spent most.", Declare);
        graph.Object<BudgetOverride>("BudgetOverride", "A limit that holds instead of a budget's own for a while.", DeclareOverride);
        graph.Object<CounterReading>("BudgetSpender", "One a budget counts for, with what it spent in the period under way.", DeclareSpender);
        graph.Query("budgets(scope: BudgetScope, scopeId: String): [UsageBudget!]!", ListAsync, "Budgets of the tenant, the file's and those that were set.")
            .Arg("scope", "Only of this scope.").Arg("scopeId", "Only for this one of it.").Requires(Read);
        graph.Query("budget(id: ID!): UsageBudget", async context => await Budgets(context).FindAsync(context.Caller().Tenant, context.Arg<string>("id"), context.Cancelled), "One of them; null when there is none.")
            .Arg("id", "Its id.").Requires(Read);
    }

    /// <summary>The budgets of the request's tenant.</summary>
    public static IBudgets Budgets(FieldContext context) => context.Get<IBudgets>();

    /// <summary>Nano-USD as USD.</summary>
    public static decimal Usd(long nanoUsd) => nanoUsd / NanosPerUsd;

    private static void Declare(ObjectBuilder<BudgetView> type)
    {
        type.Requires(Read);
        type.Key("id", async (ids, context) => [.. (await Budgets(context).ListAsync(context.Caller().Tenant, context.Cancelled)).Where(one => ids.Contains(one.Rule.Id, StringComparer.Ordinal))], one => one.Rule.Id);
        type.Field("id: ID!", one => one.Rule.Id, "Its id.");
        type.Field("scope: BudgetScope!", one => one.Rule.Scope, "Whose spending it counts.");
        type.Field("scopeId: String!", one => one.Rule.ScopeId, "Which one of the scope; * is each.");
        type.Field("period: BudgetPeriod!", one => one.Rule.Period, "How long it lasts.");
        type.Field("limitAmount: Decimal!", one => Usd(one.Rule.LimitNanoUsd), "Most to be spent in a period, in USD.");
        type.Field("effectiveLimit: Decimal!", one => Usd(one.EffectiveLimitNanoUsd), "The limit in force now, in USD: an override's, or its own.").Requires(Read);
        type.Field("currentUsage: Decimal!", one => Usd(one.SpentNanoUsd), "Settled cost in the period under way, in USD.").Requires(Read);
        type.Field("reserved: Decimal!", one => Usd(one.ReservedNanoUsd), "Held by running asks, in USD.").Requires(Read);
        type.Field("forecast: Decimal", (one, context) => one.ForecastNanoUsd(context.Get<TimeProvider>().GetUtcNow()) is { } forecast ? Usd(forecast) : null, "What will be spent at the period's end at this pace, in USD; null while it is too early to say.").Requires(Read);
        type.Field("alertThreshold: Float!", one => one.Rule.AlertThresholds.Count == 0 ? 1 : one.Rule.AlertThresholds[0], "The lowest of alertThresholds; 1 where there is none.");
        type.Field("alertThresholds: [Float!]!", one => one.Rule.AlertThresholds, "Shares of the limit that raise an alert once a period.");
        type.Field("onExceeded: OnExceeded!", one => one.Rule.OnExceeded, "What happens at the limit.");
        type.Field("degradeTo: String", one => one.Rule.DegradeTo, "Model or alias asks go on with at the limit; null unless it degrades.");
        type.Field("strict: Boolean!", one => one.Rule.IsStrict, "Whether the provable maximum is reserved, so that nothing is ever overspent.");
        type.Field("timeZone: String!", one => one.Rule.TimeZone, "IANA zone whose midnight opens a period.");
        type.Field("periodStart: DateTime!", one => one.Span.Start, "The first instant of the period under way.");
        type.Field("periodEnd: DateTime!", one => one.Span.End, "The first instant of the next.");
        type.Field("override: BudgetOverride", one => one.Override, "What holds instead of the limit now; null when nothing does.").Requires(Read);
        type.Field("enabled: Boolean!", one => one.Rule.IsEnabled, "Whether it counts.");
        type.Field("fromFile: Boolean!", one => one.Rule.IsFromFile, "Whether it stands in the configuration file.");
        type.Field("revision: Int!", one => one.Rule.Revision, "Counts up with each change; 0 for one in the file.");
        type.Field("spenders(first: Int! = 20): [BudgetSpender!]!", async (one, context) => await Budgets(context).SpendersAsync(context.Caller().Tenant, one.Rule.Id, Math.Clamp(context.Arg<int>("first"), 1, 200), context.Cancelled), "Everybody it counts for, who spent most first.")
            .Arg("first", "At most so many, 1 to 200.").Requires(Read);
    }

    private static void DeclareOverride(ObjectBuilder<BudgetOverride> type)
    {
        type.Field("limitAmount: Decimal!", one => Usd(one.LimitNanoUsd), "The limit meanwhile, in USD.");
        type.Field("until: DateTime!", one => one.Until, "The first instant at which it no longer holds.");
        type.Field("reason: String!", one => one.Reason, "Why.");
        type.Field("by: String!", one => one.By, "Who set it.");
    }

    private static void DeclareSpender(ObjectBuilder<CounterReading> type)
    {
        type.Field("scopeId: String!", one => one.Key.ScopeId, "Whose spending.");
        type.Field("currentUsage: Decimal!", one => Usd(one.SpentNanoUsd), "Settled cost, in USD.");
        type.Field("reserved: Decimal!", one => Usd(one.ReservedNanoUsd), "Held by running asks, in USD.");
    }

    private static async ValueTask<IReadOnlyList<BudgetView>> ListAsync(FieldContext context)
    {
        var (scope, scopeId) = (context.Arg<BudgetScope?>("scope"), context.Arg<string?>("scopeId"));
        var all = await Budgets(context).ListAsync(context.Caller().Tenant, context.Cancelled);
        return [.. all.Where(one => (scope is null || one.Rule.Scope == scope) && (scopeId is null || one.Names(scopeId)))];
    }
}
