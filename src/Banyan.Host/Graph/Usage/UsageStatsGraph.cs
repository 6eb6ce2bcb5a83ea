using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Reports;
using Banyan.GraphQL.Types;
using Banyan.Host.Doors;
using Banyan.Host.Graph.Budgets;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Usage;

/// <summary>What a period cost: one's own, a service's, the tenant's, and who spent most of it.</summary>
internal static class UsageStatsGraph
{
    private const int MostGroups = 1_000;
    private const string Requests = "requests: Long!", Tokens = "tokens: Long!", Cost = "cost: Decimal!";
    private const string RequestsAre = "Exchanges.", TokensAre = "Tokens in and out.", CostIs = "USD.";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<UsageGroup>(
            "UsageGroup", "What usage is told apart by.",
            (UsageGroup.Service, "The calling application."), (UsageGroup.User, "The end user."), (UsageGroup.Feature, "The caller's name for the use."), (UsageGroup.Team, "The caller's team."),
            (UsageGroup.Model, "The model by full name."), (UsageGroup.Provider, "The provider."), (UsageGroup.Prompt, "The prompt, by name: known of calls of the last 30 days, and read from the rows, so slower."),
            (UsageGroup.Key, "The caller's key, by its id."));
        graph.Object<UsageView>("UsageStats", "What a period adds up to, at most two seconds behind and equal to the ledger to the nano-USD.", Declare);
        graph.Object<SpendForecast>("SpendForecast", "What a calendar month (UTC) will have cost at its end: spent so far, and the mean of the last 28 whole days for each day left.", DeclareForecast);
        DeclareGroups(graph);
        graph.Query("myUsage(period: UsagePeriod!, range: TimeRange): UsageStats!", MineAsync, "What the key's own service spent; with x-banyan-user, what that user of it spent.")
            .Arg("period", "When; days and months begin at midnight UTC.").Arg("range", "With CUSTOM and only with it.").Requires(UsageSight.Mine);
        graph.Query("serviceUsage(serviceId: String!, period: UsagePeriod!, range: TimeRange): UsageStats!", ServiceAsync, "What a service spent; without usage:read, one's own.")
            .Arg("serviceId", "Its name.").Arg("period", "When; days and months begin at midnight UTC.").Arg("range", "With CUSTOM and only with it.").Requires(UsageSight.Own);
        graph.Query("tenantUsage(period: UsagePeriod!, range: TimeRange): UsageStats!", TenantAsync, "What everybody of the tenant spent together; who did, only with usage:read.")
            .Arg("period", "When; days and months begin at midnight UTC.").Arg("range", "With CUSTOM and only with it.").Requires(UsageSight.Totals);
        graph.Query("topUsers(period: UsagePeriod!, range: TimeRange, limit: Int! = 10, by: String! = \"cost\"): [UserUsage!]!", TopUsersAsync, "End users who spent most, most first; without usage:read, of one's own service.")
            .Arg("period", "When; days and months begin at midnight UTC.").Arg("range", "With CUSTOM and only with it.").Arg("limit", "At most so many, 1 to 1000.").Arg("by", "What they have most of: cost, tokens or requests.")
            .Requires(UsageSight.Own);
    }

    /// <summary>The period an operation names by its arguments.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Period(this FieldContext context, UsageRange? range = null) =>
        PeriodRange.Of(context.Arg<UsagePeriod>("period"), context.Arg<UsageRange?>("range") ?? range, context.Get<TimeProvider>().GetUtcNow());

    private static void Declare(ObjectBuilder<UsageView> type)
    {
        type.Field("totalRequests: Int!", view => (int)Math.Min(int.MaxValue, view.Totals.Requests), "Exchanges that reached a model or a cache.");
        type.Field("totalAttempts: Long!", view => view.Totals.Attempts, "Calls of models, retries and failovers too, and answers of a cache.");
        type.Field("totalTokens: Long!", view => view.Totals.Usage.Total, "Tokens in and out.");
        type.Field("usage: TokenUsage!", view => view.Totals.Usage, "Tokens by kind.");
        type.Field("totalCost: Decimal!", view => BudgetGraph.Usd(view.Totals.CostNanoUsd), "USD, corrections included; calls without a price count nothing, see unpriced.");
        type.Field("savedCost: Decimal!", view => BudgetGraph.Usd(view.Totals.SavedNanoUsd), "USD that caches saved.");
        type.Field("cacheHits: Long!", view => view.Totals.CacheHits, "Answers of a cache.");
        type.Field("errors: Long!", view => view.Totals.Errors, "Attempts that failed, took too long, were refused, cut or lost.");
        type.Field("cancelled: Long!", view => view.Totals.Cancelled, "Attempts whose caller left.");
        type.Field("unpriced: Long!", view => view.Totals.Unpriced, "Attempts whose cost is not known, for their model had no price: more than none means that totalCost is too low.");
        type.Field("estimatedShare: Float!", view => view.Totals.EstimatedShare, "The share of tokens that are estimates, 0 to 1.");
        type.Field("estimatedCost: Decimal!", view => BudgetGraph.Usd(view.Totals.EstimatedNanoUsd), "USD of totalCost that come of estimates.");
        type.Field("byModel: [ModelUsage!]!", async (view, context) => (await GroupsAsync(view, UsageGroup.Model, MostGroups, context)).Select(sum => new ModelSum(sum)), "By model, dearest first.").Requires(UsageSight.Mine);
        type.Field("byFeature: [FeatureUsage!]!", async (view, context) => (await GroupsAsync(view, UsageGroup.Feature, MostGroups, context)).Select(sum => new FeatureSum(sum)), "By feature, dearest first.")
            .Requires(UsageSight.Mine);
        type.Field("groups(by: UsageGroup!, first: Int! = 100): [GroupUsage!]!", (view, context) => GroupsAsync(view, context.Arg<UsageGroup>("by"), context.Arg<int>("first"), context), "Told apart, dearest first.")
            .Arg("by", "By what.").Arg("first", "At most so many, 1 to 1000.").Requires(UsageSight.Mine);
        type.Field("forecast: SpendForecast", async (view, context) => await context.Get<IUsageReports>().ForecastAsync(view.Rows, context.Cancelled), "The month under way, whatever the period; null with less than three whole days to go by.");
        type.Field("from: DateTime!", view => view.From, "The first instant.");
        type.Field("to: DateTime!", view => view.Until, "The instant after the last.");
    }

    private static void DeclareForecast(ObjectBuilder<SpendForecast> type)
    {
        type.Field("cost: Decimal!", forecast => BudgetGraph.Usd(forecast.NanoUsd), "USD, the most likely.");
        type.Field("low: Decimal!", forecast => BudgetGraph.Usd(forecast.LowNanoUsd), "USD: eight of ten such months end between low and high.");
        type.Field("high: Decimal!", forecast => BudgetGraph.Usd(forecast.HighNanoUsd), "USD.");
        type.Field("at: DateTime!", forecast => forecast.At, "The end of the month.");
        type.Field("days: Int!", forecast => forecast.Days, "Whole days that were looked back on.");
    }

    private static void DeclareGroups(GraphBuilder graph)
    {
        graph.Object<UsageSum>("GroupUsage", "What one group adds up to.", type =>
        {
            type.Field("key: String!", sum => sum.Key, "The group; empty for what has none.");
            type.Field(Requests, sum => sum.Totals.Requests, RequestsAre);
            type.Field(Tokens, sum => sum.Totals.Tokens, TokensAre);
            type.Field(Cost, sum => BudgetGraph.Usd(sum.Totals.CostNanoUsd), CostIs);
            type.Field("errors: Long!", sum => sum.Totals.Errors, "Attempts that failed.");
        });
        graph.Object<ModelSum>("ModelUsage", "What one model adds up to.", type =>
        {
            type.Field("model: String!", model => model.Sum.Key, "Its full name; empty for what reached none.");
            type.Field("provider: String!", model => model.Provider, "Its provider; empty for what reached none.");
            type.Field(Requests, model => model.Sum.Totals.Requests, "Exchanges that asked it first.");
            type.Field(Tokens, model => model.Sum.Totals.Tokens, TokensAre);
            type.Field(Cost, model => BudgetGraph.Usd(model.Sum.Totals.CostNanoUsd), CostIs);
        });
        graph.Object<FeatureSum>("FeatureUsage", "What one feature adds up to.", type =>
        {
            type.Field("feature: String!", feature => feature.Sum.Key, "The caller's name for the use; empty for what has none.");
            type.Field(Requests, feature => feature.Sum.Totals.Requests, RequestsAre);
            type.Field(Tokens, feature => feature.Sum.Totals.Tokens, TokensAre);
            type.Field(Cost, feature => BudgetGraph.Usd(feature.Sum.Totals.CostNanoUsd), CostIs);
        });
        graph.Object<UserSum>("UserUsage", "What one end user adds up to.", type =>
        {
            type.Field("userId: String!", user => user.Sum.Key, "The user, as callers name it.");
            type.Field(Requests, user => user.Sum.Totals.Requests, RequestsAre);
            type.Field(Tokens, user => user.Sum.Totals.Tokens, TokensAre);
            type.Field(Cost, user => BudgetGraph.Usd(user.Sum.Totals.CostNanoUsd), CostIs);
        });
    }

    private static ValueTask<UsageView> MineAsync(FieldContext context)
    {
        var (caller, http) = (context.Caller(), context.Get<IHttpContextAccessor>().HttpContext);
        if (http is not null && AskHeaders.Assert(http, ref caller) is { } refused)
        {
            throw new RefusedException(refused);
        }

        return ViewAsync(context, new UsageQuery { Tenant = caller.Tenant, Services = [caller.Service], Users = caller.User is { } user ? [user] : [] }, mayTellApart: true);
    }

    private static ValueTask<UsageView> ServiceAsync(FieldContext context) =>
        ViewAsync(context, context.Seen(new UsageQuery { Tenant = "", Services = [context.Arg<string>("serviceId")] }), mayTellApart: true);

    private static ValueTask<UsageView> TenantAsync(FieldContext context) => ViewAsync(context, new UsageQuery { Tenant = context.Caller().Tenant }, context.SeesEverybody());

    private static async ValueTask<UsageView> ViewAsync(FieldContext context, UsageQuery rows, bool mayTellApart)
    {
        var (from, to) = context.Period();
        var now = context.Get<TimeProvider>().GetUtcNow();
        var until = to > now && context.Arg<UsagePeriod>("period") != UsagePeriod.Custom ? now : to;
        return new UsageView(rows, from, to, until, await context.Get<IUsageReports>().TotalsAsync(rows, from, to, context.Cancelled), mayTellApart);
    }

    private static async ValueTask<IReadOnlyList<UsageSum>> GroupsAsync(UsageView view, UsageGroup by, int first, FieldContext context) =>
        view.MayTellApart
            ? await context.Get<IUsageReports>().GroupsAsync(new UsageSumQuery(view.Rows, view.From, view.To) { By = by, Most = Math.Clamp(first, 1, MostGroups) }, context.Cancelled)
            : throw UsageSight.OnlyTotals();

    private static UsageOrder OrderOf(string word) => word switch
    {
        "cost" => UsageOrder.Cost,
        "tokens" => UsageOrder.Tokens,
        "requests" => UsageOrder.Requests,
        _ => throw new CoercionException("by is cost, tokens or requests."),
    };

    private static async ValueTask<IEnumerable<UserSum>> TopUsersAsync(FieldContext context)
    {
        var (from, to) = context.Period();
        var limit = Math.Clamp(context.Arg<int>("limit"), 1, MostGroups);
        var query = new UsageSumQuery(context.Seen(null), from, to) { By = UsageGroup.User, Order = OrderOf(context.Arg<string>("by")), Most = limit + 1 };
        var found = await context.Get<IUsageReports>().GroupsAsync(query, context.Cancelled);
        return found.Where(sum => sum.Key.Length > 0).Take(limit).Select(sum => new UserSum(sum));
    }
}
