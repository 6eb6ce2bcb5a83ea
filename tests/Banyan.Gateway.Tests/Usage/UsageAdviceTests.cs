using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Metering.Reports.Advice;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Budgets;
using Banyan.Gateway.Tests.Conversations;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Tests.Usage;

public sealed class UsageAdviceTests : IUsageSums
{
    private readonly List<(DateTimeOffset At, string Key, long Cost)> _spent = [];
    private readonly List<UsageSum> _models = [];
    private readonly List<UsageSumQuery> _asked = [];

    [Fact]
    public async Task A_budget_is_the_95th_percentile_of_eight_periods_and_a_fifth_more()
    {
        var budgets = new BudgetBench();
        var today = budgets.Clock.GetUtcNow().Date;
        // Days cost 100 to 800: the percentile lies 0.65 of the way from 700 to 800. Today's 9,000 is no whole day.
        for (var day = 1; day <= 8; day++)
        {
            _spent.Add((new DateTimeOffset(today, TimeSpan.Zero).AddDays(-day).AddHours(3), "billing", day * 100));
        }

        _spent.Add((budgets.Clock.GetUtcNow(), "billing", 9_000));

        (await Advice(budgets).SuggestBudgetAsync("default", BudgetScope.Service, "billing", BudgetPeriod.Daily, default)).ShouldBe(918);
        _asked.ShouldAllBe(query => query.Rows.Services.Single() == "billing");
    }

    [Fact]
    public async Task Days_before_the_first_that_cost_anything_pull_nothing_down_and_nothing_spent_is_nothing()
    {
        var budgets = new BudgetBench();
        var advice = Advice(budgets);
        (await advice.SuggestBudgetAsync("default", BudgetScope.User, "ada", BudgetPeriod.Weekly, default)).ShouldBe(0);
        _spent.Add((budgets.Clock.GetUtcNow().AddDays(-7), "ada", 1_000));
        (await advice.SuggestBudgetAsync("default", BudgetScope.User, "ada", BudgetPeriod.Weekly, default)).ShouldBe(1_200);
    }

    [Fact]
    public async Task A_limit_for_each_suits_what_each_spent_that_spent_anything()
    {
        var budgets = new BudgetBench();
        var yesterday = budgets.Clock.GetUtcNow().AddDays(-1);
        _spent.AddRange([(yesterday, "ada", 100), (yesterday, "bob", 300), (yesterday, "", 5_000)]);
        (await Advice(budgets).SuggestBudgetAsync("default", BudgetScope.User, "*", BudgetPeriod.Daily, default)).ShouldBe(348);
        _asked.ShouldAllBe(query => query.By == UsageGroup.User);
    }

    [Fact]
    public async Task A_cheaper_model_is_named_only_where_it_can_do_the_same_as_well()
    {
        var budgets = new BudgetBench();
        // A million in and out at 10 and 30 USD: 40 USD in fifteen days.
        _models.Add(new UsageSum("lab/big", null, new UsageTotals { Attempts = 10, CostNanoUsd = 40_000_000_000, Usage = new TokenUsage { Uncached = 1_000_000, Output = 1_000_000 } }));
        var advice = Advice(
            budgets, Model("big", 10, 30, 0.8), Model("same", 5, 15, 0.8), Model("better", 2, 8, 0.9, deprecated: true), Model("worse", 1, 2, 0.5), Model("blind", 1, 2, 0.9, AskNeeds.Streaming), Model("dearer", 20, 60, 0.9));
        var end = budgets.Clock.GetUtcNow();

        var found = await advice.RecommendAsync("default", end.AddDays(-15), end, default);

        var one = found.ShouldHaveSingleItem();
        (one.Kind, one.Target, one.MonthlySavingNanoUsd).ShouldBe(("cheaper_model", "lab/big", 40_000_000_000));
        one.Reason.ShouldContain("lab/same");
        JsonElement.Parse(one.Evidence).GetProperty("share").GetDecimal().ShouldBe(0.5m);
    }

    [Fact]
    public async Task A_budget_half_of_which_nobody_used_in_three_periods_is_named()
    {
        var budgets = new BudgetBench(BudgetBench.Rule(1_000) with { ScopeId = "billing" }, BudgetBench.Rule(100, id: "tight") with { ScopeId = "search" });
        for (var day = 1; day <= 3; day++)
        {
            _spent.Add((budgets.Clock.GetUtcNow().AddDays(-day), "billing", 100 * day));
            _spent.Add((budgets.Clock.GetUtcNow().AddDays(-day), "search", 90));
        }

        var found = await Advice(budgets).RecommendAsync("default", budgets.Clock.GetUtcNow().AddDays(-7), budgets.Clock.GetUtcNow(), default);

        var one = found.ShouldHaveSingleItem();
        (one.Kind, one.Target, one.MonthlySavingNanoUsd).ShouldBe(("unused_budget", "b", 0));
        JsonElement.Parse(one.Evidence).GetProperty("suggestedNanoUsd").GetInt64().ShouldBe(348);
    }

    Task<IReadOnlyList<UsageSum>> IUsageSums.SumAsync(UsageSumQuery query, CancellationToken cancellationToken)
    {
        if (query.By == UsageGroup.Model)
        {
            return Task.FromResult<IReadOnlyList<UsageSum>>(_models);
        }

        _asked.Add(query);
        var wanted = query.Rows.Services.Concat(query.Rows.Users).ToList();
        var fit = _spent.Where(one => one.At >= query.From && one.At < query.To && (wanted.Count == 0 || wanted.Contains(one.Key)));
        return Task.FromResult<IReadOnlyList<UsageSum>>(
            [.. fit.GroupBy(one => query.By is null ? "" : one.Key).Select(group => new UsageSum(group.Key, null, new UsageTotals { CostNanoUsd = group.Sum(one => one.Cost) }))]);
    }

    Task<IReadOnlyList<LatencyCount>> IUsageSums.LatenciesAsync(UsageSumQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static ModelEntry Model(string name, decimal input, decimal output, double quality, AskNeeds can = AskNeeds.Streaming | AskNeeds.Vision, bool deprecated = false) => TestExchange.SmallModel() with
    {
        Name = name,
        Prices = [new PriceRow { Id = name, PerMillion = new TokenPrices { Input = input, Output = output } }],
        Quality = quality,
        Can = can,
        IsDeprecated = deprecated,
    };

    private UsageAdvice Advice(BudgetBench budgets, params ModelEntry[] models)
    {
        var snapshot = new TestExchange(budgets.Clock).Build().Catalog with { Models = models.ToFrozenDictionary(model => model.Id, StringComparer.Ordinal) };
        return new UsageAdvice(this, new BudgetPeriods(budgets.Book, budgets.Clock), new ModelAdvice(new FixedCatalog(snapshot), budgets.Clock), budgets.Clock);
    }
}
