using Banyan.Gateway.Budgets;
using Banyan.TestKit.Budgets;

namespace Banyan.Gateway.Tests.Budgets;

public sealed class MemoryCountersTests
{
    private static readonly int Histories = TestRun.IsFull ? 10_000 : 1_000;

    [Fact]
    [Trait("Attack", "51")]
    public async Task Random_histories_never_exceed_a_limit_and_leak_nothing()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var ledger = new FakeSpending();
            (await new BudgetHistory(new MemoryCounters(ledger, ledger), ledger, seed).RunAsync()).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(Fault.LooksThenHolds)]
    [InlineData(Fault.KeepsWhatAborts)]
    [InlineData(Fault.SettlesTwice)]
    [InlineData(Fault.HoldsWhatItRefuses)]
    [InlineData(Fault.NeverExpires)]
    [InlineData(Fault.HoldsAgainWhenRepeated)]
    public async Task The_checker_catches_a_broken_ledger(Fault fault)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var ledger = new FakeSpending();
            if (await new BudgetHistory(new BrokenCounters(new MemoryCounters(ledger, ledger), fault), ledger, seed).RunAsync() is not null)
            {
                return;
            }
        }

        Assert.Fail($"50 histories did not see {fault}.");
    }

    [Fact]
    public async Task A_restart_goes_on_where_the_ledger_stands()
    {
        var ledger = new FakeSpending();
        var line = BudgetLines.Of("b", 100);
        ledger.Before[line.Key] = 70;
        var counters = new MemoryCounters(ledger, ledger);

        (await counters.HoldAsync(Guid.CreateVersion7(), [line], 31, line.Span.End, default)).IsHeld.ShouldBeFalse();
        (await counters.HoldAsync(Guid.CreateVersion7(), [line], 30, line.Span.End, default)).IsHeld.ShouldBeTrue();
    }

    [Fact]
    public async Task After_a_restart_everybody_who_spent_is_there_before_they_ask_again()
    {
        var ledger = new FakeSpending();
        var each = BudgetLines.Of("b", 100).Rule with { ScopeId = "*" };
        foreach (var (whose, spent) in new[] { ("billing", 70), ("search", 20), ("chat", 5) })
        {
            ledger.Before[new CounterKey("b", whose, BudgetLines.Day)] = spent;
        }

        var counters = new MemoryCounters(ledger, ledger);
        var line = BudgetLines.Of("b", 100, "chat");
        await counters.HoldAsync(Guid.CreateVersion7(), [line], 3, line.Span.End, default);
        ledger.Before[line.Key] = 1_000;
        for (var i = 0; i < 2; i++)
        {
            await counters.BeginAsync(each, line.Span, default);
            (await counters.OfBudgetAsync("b", BudgetLines.Day, 2, default)).Select(one => (one.Key.ScopeId, one.SpentNanoUsd)).ShouldBe([("billing", 70), ("search", 20)]);
        }

        (await counters.OfBudgetAsync("b", BudgetLines.Day, 9, default)).Single(one => one.Key.ScopeId == "chat").ShouldBe(new CounterReading(line.Key, 5, 3), "one that had begun stays as it is");
        (await counters.HoldAsync(Guid.CreateVersion7(), [BudgetLines.Of("b", 100)], 31, line.Span.End, default)).IsHeld.ShouldBeFalse("what was begun so is enforced");

        await counters.BeginAsync(each with { Id = "one", ScopeId = "billing" }, line.Span, default);
        (await counters.OfBudgetAsync("one", BudgetLines.Day, 9, default)).ShouldHaveSingleItem().Key.ScopeId.ShouldBe("billing");
    }

    [Fact]
    public async Task Counters_of_periods_long_over_are_forgotten()
    {
        var ledger = new FakeSpending();
        var (counters, line) = (new MemoryCounters(ledger, ledger), BudgetLines.Of("b", 100));
        await counters.BeginAsync(line.Rule, line.Span, default);
        await counters.ExpireAsync(line.Span.End.AddDays(1), default);
        (await counters.OfBudgetAsync("b", BudgetLines.Day, 9, default)).Count.ShouldBe(1);
        await counters.ExpireAsync(line.Span.End.AddDays(3), default);
        (await counters.OfBudgetAsync("b", BudgetLines.Day, 9, default)).ShouldBeEmpty();
    }
}
