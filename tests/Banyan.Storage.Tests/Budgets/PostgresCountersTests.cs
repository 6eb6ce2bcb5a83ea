using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.Storage.Budgets;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sql;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;

namespace Banyan.Storage.Tests.Budgets;

/// <summary>Counters that nodes share, by the same histories as those in memory.</summary>
public sealed class PostgresCountersTests(PostgresFixture postgres)
{
    private const int Histories = 60;
    private readonly FakeClock _clock = new(Rows.Noon);

    [Fact]
    public async Task Random_histories_never_exceed_a_limit_and_leak_nothing()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        for (var seed = 0; seed < Histories; seed++)
        {
            var ledger = new LedgerInDatabase(test.Database);
            (await new BudgetHistory(new MirroredCounters(new PostgresCounters((PostgresDatabase)test.Database, ledger.Costs), ledger), ledger.Costs, seed).RunAsync()).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Three_nodes_admit_together_what_one_would()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var nodes = Enumerable.Range(0, 3).Select(_ => new PostgresCounters((PostgresDatabase)test.Database, new FakeSpending())).ToArray();
        BudgetLine[] lines = [BudgetLines.Of("each", 1_000), BudgetLines.Of("all", 2_000, "*")];

        var held = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => nodes[i % 3].HoldAsync(Guid.CreateVersion7(), i % 2 == 0 ? lines : [.. lines.Reverse()], 100, lines[0].Span.End, default).AsTask()));

        held.Count(one => one.IsHeld).ShouldBe(10);
        held.Where(one => !one.IsHeld).ShouldAllBe(one => one.Used.Count == 2);
        (await nodes[0].ReadAsync(lines, default)).ShouldAllBe(reading => reading.ReservedNanoUsd == 1_000 && reading.SpentNanoUsd == 0);
    }

    [Fact]
    public async Task A_hold_that_was_given_up_is_corrected_when_its_node_comes_back()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var counters = new PostgresCounters((PostgresDatabase)test.Database, new FakeSpending());
        var (exchange, line) = (Guid.CreateVersion7(), BudgetLines.Of("late", 1_000));
        await counters.HoldAsync(exchange, [line], 500, Rows.Noon, default);

        (await counters.ExpireAsync(Rows.Noon.AddSeconds(-1), default)).ShouldBe(0);
        (await counters.ExpireAsync(Rows.Noon, default)).ShouldBe(1);
        (await counters.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 0, 0)]);
        await counters.SettleAsync([new Settlement(exchange, 420)], default);
        await counters.SettleAsync([new Settlement(exchange, 420)], default);

        (await counters.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 420, 0)]);
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_as_away()
    {
        await using var away = new PostgresDatabase("Host=127.0.0.1;Port=1;Username=nobody;Database=none");
        await Should.ThrowAsync<StoreAwayException>(async () => await new PostgresCounters(away, new FakeSpending()).HoldAsync(Guid.CreateVersion7(), [BudgetLines.Of("b", 1)], 1, Rows.Noon, default));
    }

    /// <summary>Writes what crashed exchanges cost to the usage log, where the database looks for it.</summary>
    private sealed class LedgerInDatabase(Database database)
    {
        public FakeSpending Costs { get; } = new();

        public Task WriteAsync() => new PostgresUsageStore(database).AppendAsync(
            [.. Costs.Costs.Select(one => Rows.One(1, one.Key) with { Id = Guid.CreateVersion7(), CostNanoUsd = one.Value })], default);
    }

    /// <summary>Writes the ledger down before holds are given up.</summary>
    private sealed class MirroredCounters(IBudgetCounters counters, LedgerInDatabase ledger) : IBudgetCounters
    {
        public ValueTask<HoldResult> HoldAsync(Guid exchange, IReadOnlyList<BudgetLine> lines, long amount, DateTimeOffset expires, CancellationToken cancellationToken) =>
            counters.HoldAsync(exchange, lines, amount, expires, cancellationToken);

        public ValueTask SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken) => counters.SettleAsync(settlements, cancellationToken);

        public ValueTask<IReadOnlyList<CounterReading>> ReadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken) => counters.ReadAsync(lines, cancellationToken);

        public ValueTask<IReadOnlyList<CounterReading>> OfBudgetAsync(string budgetId, DateTimeOffset periodStart, int most, CancellationToken cancellationToken) =>
            counters.OfBudgetAsync(budgetId, periodStart, most, cancellationToken);

        public async ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken)
        {
            await ledger.WriteAsync();
            return await counters.ExpireAsync(now, cancellationToken);
        }
    }
}
