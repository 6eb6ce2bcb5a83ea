using Banyan.Gateway.Budgets.Slices;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;

namespace Banyan.Gateway.Tests.Budgets;

/// <summary>Random histories of budgets that several nodes spend from, over a store that fails.</summary>
public sealed class SliceHistoryTests
{
    private static readonly int Histories = TestRun.IsFull ? 10_000 : 1_000;

    [Fact]
    public async Task Three_nodes_never_exceed_a_limit_and_leak_nothing()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var store = new MemorySlices();
            (await RunAsync(store, store, seed)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task One_node_is_as_exact_as_counters_in_memory()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var (store, ledger, clock) = (new MemorySlices(), new FakeSpending(), new FakeClock(BudgetLines.Day));
            (await new BudgetHistory(new BudgetNode(store, ledger, clock).Counters, ledger, seed).RunAsync()).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(SliceFault.GrantsWithoutRoom)]
    [InlineData(SliceFault.ForgetsWhatWasCharged)]
    [InlineData(SliceFault.ChargesAgainWhenRepeated)]
    [InlineData(SliceFault.KeepsWhatIsGivenBack)]
    [InlineData(SliceFault.NeverExpires)]
    [InlineData(SliceFault.ObeysWhatComesLate)]
    [InlineData(SliceFault.KeepsWhatWasGivenUp)]
    public async Task The_checker_catches_a_broken_store(SliceFault fault)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var store = new MemorySlices { ObeysLate = fault == SliceFault.ObeysWhatComesLate };
            if (await RunAsync(new BrokenSlices(store, fault), store, seed) is not null)
            {
                return;
            }
        }

        Assert.Fail($"100 histories did not see {fault}.");
    }

    private static Task<string?> RunAsync(IBudgetSlices store, MemorySlices memory, int seed) =>
        new SliceHistory(
            store,
            (slice, cost) =>
            {
                memory.Ledger.AddOrUpdate(slice, cost, (_, before) => before + cost);
                return Task.CompletedTask;
            },
            new FakeClock(BudgetLines.Day),
            seed,
            memory).RunAsync();
}
