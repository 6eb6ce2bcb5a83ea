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
            (await new BudgetHistory(new MemoryCounters(ledger), ledger, seed).RunAsync()).ShouldBeNull();
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
            if (await new BudgetHistory(new BrokenCounters(new MemoryCounters(ledger), fault), ledger, seed).RunAsync() is not null)
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
        var counters = new MemoryCounters(ledger);

        (await counters.HoldAsync(Guid.CreateVersion7(), [line], 31, line.Span.End, default)).IsHeld.ShouldBeFalse();
        (await counters.HoldAsync(Guid.CreateVersion7(), [line], 30, line.Span.End, default)).IsHeld.ShouldBeTrue();
    }
}
