using Banyan.Intents.Tests.Running.Retail;

namespace Banyan.Intents.Tests.Running;

/// <summary>Every write of the retail tasks, with the node dead before it is sent, after its effect, and after its answer; another node carries the run on.</summary>
[Trait("needs", "data")]
public sealed class CrashMatrixTests
{
    public static TheoryData<string, bool> Points => new()
    {
        { "before send", true }, { "after effect", true }, { "after answer", true },
        { "before send", false }, { "after effect", false }, { "after answer", false },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Every_write_happens_exactly_once_under_a_key_and_at_most_once_without(string point, bool honoursKeys)
    {
        var (writes, unknown) = (0, 0);
        foreach (var task in RetailTasks.All)
        {
            var quiet = RetailRun.Of(task, honoursKeys);
            var without = await quiet.RunAsync();
            for (var at = 0; at < task.Writes; at++)
            {
                writes++;
                var run = RetailRun.Of(task, honoursKeys);
                var with = await run.RunWithCrashAsync(point, at);
                run.Ledger.Values.ShouldAllBe(times => times == 1, $"{task.Name}, write {at}, {point}");
                if (honoursKeys)
                {
                    run.Store.Hash().ShouldBe(quiet.Store.Hash(), $"{task.Name}, write {at}, {point}");
                    with.ShouldBe(without, $"{task.Name}, write {at}, {point}");
                }
                else
                {
                    unknown += with.Count(status => status == "unknown_outcome");
                    with.Count(status => status == "unknown_outcome").ShouldBe(1, $"{task.Name}, write {at}, {point}: nobody can know, and it is told");
                }
            }
        }

        writes.ShouldBe(207);
        unknown.ShouldBe(honoursKeys ? 0 : 207);
    }
}
