using Banyan.Gateway.Budgets.Slices;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;

namespace Banyan.Gateway.Tests.Budgets;

public sealed class SliceBookTests
{
    [Fact]
    public async Task A_slice_that_closes_while_all_are_looked_at_is_there_once()
    {
        var book = new SliceBook(new SliceTimes(new FakeClock(BudgetLines.Day)));
        using var done = new CancellationTokenSource();
        var closing = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                book.Of([BudgetLines.Of("busy", 1)]);
                book.Close(DateTimeOffset.MaxValue);
                foreach (var (slice, _) in book.All().ToArray())
                {
                    book.Remove(slice);
                }
            }
        });

        for (var i = 0; i < 20_000; i++)
        {
            book.All().Select(static one => one.Slice.Id).ShouldBeUnique();
        }

        await done.CancelAsync();
        await closing;
    }
}
