using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.Storage.Budgets;
using Banyan.Storage.Postgres;
using Banyan.Storage.Spool;
using Banyan.Storage.Tests.Spool;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Storage.Tests.Budgets;

/// <summary>A process that was killed with money held, and the one that starts after it on the same folder.</summary>
public sealed class SliceRecoveryTests(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(BudgetLines.Day);

    [Fact]
    public async Task What_a_killed_process_held_is_settled_by_its_rows_when_the_node_starts_again()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        using var folder = new TempFolder();
        var (line, store) = (BudgetLines.Of("killed", 1_000_000), new PostgresSlices((PostgresDatabase)test.Database, new FakeSpending()));
        var held = await new BudgetNode(store, new FakeSpending(), _clock).Counters.HoldAsync(Guid.CreateVersion7(), [line], 700, _clock.GetUtcNow().AddHours(1), default);
        UsageRow Row(int number, long cost) => Rows.One(number) with { Id = Guid.CreateVersion7(), OccurredAt = _clock.GetUtcNow(), CostNanoUsd = cost, BudgetSlice = held.Slice };
        using (var segments = new TestSegments(folder.Path))
        using (var killed = new UsageSpool(new SpoolFile(segments), isStrict: false))
        {
            killed.TryBegin(Row(1, 90)).ShouldBeTrue();
            var ended = Row(2, 40);
            killed.TryBegin(ended).ShouldBeTrue();
            killed.End(ended);
            killed.Sync();
        }

        using var left = new TestSegments(folder.Path);
        using var spool = new UsageSpool(new SpoolFile(left), isStrict: false);
        using var drain = new SpoolDrain(spool, new PostgresUsageStore(test.Database), new RefusedRows(folder.Path), _clock, NullLogger<SpoolDrain>.Instance);
        using var recovery = new SliceRecovery(spool, drain, store, _clock);
        await recovery.StartAsync(default);
        await recovery.ExecuteTask!;

        (await store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 130, 0)]);
    }
}
