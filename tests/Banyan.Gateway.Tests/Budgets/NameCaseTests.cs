using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Budgets;

/// <summary>Writing a name otherwise wins no fresh budget.</summary>
[Trait("Attack", "54")]
public sealed class NameCaseTests
{
    private static readonly Caller Operator = new() { Tenant = "default", Service = "ops", KeyId = "Op12Op34", Grants = Grants.All };

    [Theory]
    [InlineData(BudgetScope.User, "*")]
    [InlineData(BudgetScope.User, "ada@x")]
    [InlineData(BudgetScope.User, "ADA@X")]
    [InlineData(BudgetScope.Feature, "*")]
    [InlineData(BudgetScope.Feature, "Search")]
    public async Task Users_and_features_are_counted_together_however_they_are_written(BudgetScope scope, string scopeId)
    {
        var bench = new BudgetBench(BudgetBench.Rule(3 * BudgetBench.Claim) with { Scope = scope, ScopeId = scopeId });
        var answered = 0;
        foreach (var (user, feature) in new[] { ("ada@x", "search"), ("Ada@x", "Search"), ("ADA@X", "SEARCH"), ("aDa@X", "sEARCH"), ("ada@x", "search") })
        {
            await using var answer = await bench.Step.RunAsync(bench.Ask(user: user, feature: feature), bench.Costing(BudgetBench.Claim), default);
            answered += answer.Failure is null ? 1 : 0;
        }

        answered.ShouldBe(3);
        (await bench.ReadAsync("b", scope == BudgetScope.User ? "ada@x" : "search")).SpentNanoUsd.ShouldBe(3 * BudgetBench.Claim);
        var view = (await bench.Desk.FindAsync("default", "b", default))!;
        view.Rule.ScopeId.ShouldBe(scopeId);
        view.SpentNanoUsd.ShouldBe(3 * BudgetBench.Claim);
    }

    [Fact]
    public async Task Services_and_teams_are_named_by_operators_and_taken_as_they_are()
    {
        var bench = new BudgetBench(BudgetBench.Rule(BudgetBench.Claim));
        foreach (var service in new[] { "billing", "Billing" })
        {
            await using var answer = await bench.Step.RunAsync(bench.Ask(service), bench.Costing(BudgetBench.Claim), default);
            answer.Failure.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Setting_it_in_another_spelling_changes_the_one_that_is_there()
    {
        var bench = new BudgetBench();
        var rule = BudgetBench.Rule(5) with { Scope = BudgetScope.User, ScopeId = "Ada@x" };
        var (first, _) = await bench.Desk.SetAsync(Operator, rule, null, default);
        var (second, failure) = await bench.Desk.SetAsync(Operator, rule with { ScopeId = "ada@X", LimitNanoUsd = 7 }, 1, default);
        failure.ShouldBeNull();
        (second!.Id, second.Revision).ShouldBe((first!.Id, 2));
        bench.Rules.ShouldHaveSingleItem().LimitNanoUsd.ShouldBe(7);
    }

    [Theory]
    [InlineData("lab/small", null)]
    [InlineData("small", null)]
    [InlineData("lab/undeclared", null)]
    [InlineData("nobody/small", "degradeTo")]
    [InlineData("cheap", "degradeTo")]
    public async Task What_it_goes_on_with_must_be_there(string degradeTo, string? param)
    {
        var bench = new BudgetBench();
        var (set, failure) = await bench.Desk.SetAsync(Operator, BudgetBench.Rule(5, OnExceeded.Degrade) with { DegradeTo = degradeTo }, null, default);
        (set is null, failure?.Param, failure?.Code).ShouldBe((param is not null, param, param is null ? null : "invalid_request"));
    }

    [Fact]
    public async Task A_name_with_control_characters_is_none()
    {
        var (_, failure) = await new BudgetBench().Desk.SetAsync(Operator, BudgetBench.Rule(5) with { ScopeId = "a\0" }, null, default);
        failure!.Param.ShouldBe("scopeId");
    }
}
