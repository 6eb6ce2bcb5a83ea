using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Budgets;

/// <summary>A budget that blocks is exceeded when it refuses, for it is hardly ever spent to the last bit.</summary>
public sealed class ExceededTests
{
    private const long Limit = (5 * BudgetBench.Claim) + 1;

    [Fact]
    public async Task A_refusal_past_the_last_threshold_is_told_once_a_period()
    {
        var bench = new BudgetBench(BudgetBench.Rule(Limit));
        await bench.Alerts.StartAsync(default);
        for (var i = 0; i < 8; i++)
        {
            await using var answer = await bench.Step.RunAsync(bench.Ask(), bench.Costing(BudgetBench.Claim), default);
        }

        bench.Refusals.ShouldBe(3);
        await bench.Alerts.StopAsync(default);
        bench.Told.Select(alert => (alert.Threshold, alert.UsedNanoUsd, alert.Key.ScopeId)).ShouldBe([(0.8, 5 * BudgetBench.Claim, "billing"), (1, 5 * BudgetBench.Claim, "billing")]);
    }

    [Fact]
    public async Task An_ask_too_large_for_a_fresh_budget_is_refused_and_nothing_is_exceeded()
    {
        var bench = new BudgetBench(BudgetBench.Rule(BudgetBench.Claim - 1));
        await bench.Alerts.StartAsync(default);
        (await bench.Step.RunAsync(bench.Ask(), bench.Costing(1), default)).Failure.ShouldNotBeNull();
        await bench.Alerts.StopAsync(default);
        bench.Told.ShouldBeEmpty();
        bench.Alerts.RefusedSince(default, "b", new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_alert_is_open_while_it_refuses()
    {
        var bench = new BudgetBench(BudgetBench.Rule(Limit));
        var readings = new BudgetReadings(bench.Book, bench.Counters, bench.Alerts, bench.Clock);
        for (var i = 0; i < 5; i++)
        {
            await using var answer = await bench.Step.RunAsync(bench.Ask(), bench.Costing(BudgetBench.Claim), default);
        }

        (await ReadAsync()).Value.ShouldBeLessThan(1);
        (await bench.Step.RunAsync(bench.Ask(), bench.Costing(1), default)).Failure.ShouldNotBeNull();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        (await ReadAsync()).ShouldSatisfyAllConditions(one => one.Value.ShouldBe(1), one => one.Summary.ShouldEndWith(" of the daily budget for service billing is spent or held, and there was no room for an ask."));
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        (await ReadAsync()).Value.ShouldBeLessThan(1);

        async Task<Reading> ReadAsync() => (await readings.ReadAsync(default)).Single(one => one.Kind == AlertKinds.BudgetExceeded);
    }
}
