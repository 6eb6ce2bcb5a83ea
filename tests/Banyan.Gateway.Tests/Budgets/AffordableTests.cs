using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Budgets;

/// <summary>An ask goes where a budget has room for it, and is refused only when no candidate fits.</summary>
public sealed class AffordableTests
{
    [Theory]
    [InlineData("cheap", "dear")]
    [InlineData("dear", "cheap")]
    public async Task A_candidate_that_costs_too_much_is_passed_over(params string[] order)
    {
        var bench = new BudgetBench(BudgetBench.Rule(2 * BudgetBench.Claim));
        var exchange = bench.Ask(candidates: [.. order.Select(name => bench.Times(name == "dear" ? 10 : 1, name))]);
        exchange.IsHedged = true;
        exchange.Decision = new RouteDecision("auto", "auto", [.. order.Select(name => new RouteCandidate($"lab/{name}", null))]) { Chosen = $"lab/{order[0]}", Chain = [$"lab/{order[1]}"] };

        await using var answer = await bench.Step.RunAsync(exchange, bench.Costing(1), default);

        answer.Failure.ShouldBeNull();
        exchange.Candidates.ShouldHaveSingleItem().Model.Name.ShouldBe("cheap");
        exchange.IsHedged.ShouldBeFalse();
        exchange.Held.NanoUsd.ShouldBe(BudgetBench.Claim);
        (await bench.ReadAsync()).ReservedNanoUsd.ShouldBe(BudgetBench.Claim);
        exchange.Decision.Chosen.ShouldBe("lab/cheap");
        exchange.Decision.Chain.ShouldBeEmpty();
        exchange.Decision.Considered.Single(one => one.Model == "lab/dear").Reason.ShouldBe("may cost more than a budget has left");
        exchange.Decision.Considered.Single(one => one.Model == "lab/cheap").Reason.ShouldBeNull();
        bench.Refusals.ShouldBe(0, "nothing was refused");
    }

    [Fact]
    public async Task Where_all_fit_all_stay()
    {
        var bench = new BudgetBench(BudgetBench.Rule(10 * BudgetBench.Claim));
        var exchange = bench.Ask(candidates: [bench.Times(1, "cheap"), bench.Times(10, "dear")]);
        var before = exchange.Candidates;
        await using var answer = await bench.Step.RunAsync(exchange, bench.Costing(1), default);
        exchange.Candidates.ShouldBeSameAs(before);
        exchange.Held.NanoUsd.ShouldBe(10 * BudgetBench.Claim);
    }

    [Fact]
    public async Task Where_none_fits_the_ask_is_refused_as_it_was()
    {
        var bench = new BudgetBench(BudgetBench.Rule(BudgetBench.Claim - 1), BudgetBench.Rule(100 * BudgetBench.Claim, id: "all") with { Scope = BudgetScope.Global });
        var exchange = bench.Ask(candidates: [bench.Times(1, "cheap"), bench.Times(10, "dear")]);
        (await bench.Step.RunAsync(exchange, bench.Costing(1), default)).Failure!.Code.ShouldBe("budget_exceeded");
        exchange.Candidates.Count.ShouldBe(2);
        (await bench.ReadAsync("all", "*")).ReservedNanoUsd.ShouldBe(0);
        bench.Refusals.ShouldBe(1);
    }

    [Fact]
    public async Task Every_budget_that_blocks_is_looked_at_and_one_that_degrades_goes_its_own_way()
    {
        var bench = new BudgetBench(BudgetBench.Rule(20 * BudgetBench.Claim, OnExceeded.Degrade), BudgetBench.Rule(2 * BudgetBench.Claim, id: "hard") with { Scope = BudgetScope.Global, ScopeId = "*" });
        var exchange = bench.Ask(candidates: [bench.Times(5, "dear"), bench.Times(1, "cheap")]);
        await using var answer = await bench.Step.RunAsync(exchange, bench.Costing(1), default);
        answer.Failure.ShouldBeNull();
        exchange.Candidates.ShouldHaveSingleItem().Model.Name.ShouldBe("cheap");
        exchange.DegradedTo.ShouldBeNull();
    }
}
