using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Spine;

public sealed class RunBudgetTests
{
    [Fact]
    public void A_call_over_the_ceiling_is_not_reserved()
    {
        var budget = new RunBudget(calls: 2, tokens: 1000, usd: 1m);

        budget.TryReserve(600).ShouldBeTrue();
        budget.TryReserve(600).ShouldBeFalse();
        budget.Settle(600, 100, 0.01m);
        budget.TryReserve(600).ShouldBeTrue();
        budget.TryReserve(1).ShouldBeFalse();
        budget.Calls.ShouldBe(2);
    }

    [Fact]
    public void Money_that_is_spent_ends_the_calls()
    {
        var budget = new RunBudget(calls: 9, tokens: 1000, usd: 0.05m);

        budget.TryReserve(10).ShouldBeTrue();
        budget.Settle(10, 10, 0.05m);

        budget.TryReserve(10).ShouldBeFalse();
    }
}
