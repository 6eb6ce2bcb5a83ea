using Banyan.Gateway.Budgets;
using Banyan.Gateway.Budgets.Slices;
using Banyan.Gateway.Spine;
using Banyan.Storage.Budgets;
using Banyan.Storage.Postgres;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;
using Dapper;

namespace Banyan.Storage.Tests.Budgets;

/// <summary>Counters that nodes share, by the same histories as those in memory.</summary>
public sealed class PostgresSlicesTests(PostgresFixture postgres)
{
    private const int Histories = 40;
    private readonly FakeClock _clock = new(BudgetLines.Day);

    [Fact]
    public async Task One_node_is_as_exact_as_counters_in_memory()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        for (var seed = 0; seed < Histories; seed++)
        {
            var ledger = new FakeSpending();
            (await new BudgetHistory(Node(test, ledger).Counters, ledger, seed).RunAsync()).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Three_nodes_never_exceed_a_limit_and_leak_nothing()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        for (var seed = 0; seed < Histories; seed++)
        {
            (await new SliceHistory(Store(test), (slice, cost) => WriteAsync(test, slice, cost), _clock, seed).RunAsync()).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Three_nodes_admit_together_what_one_would()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var nodes = Enumerable.Range(0, 3).Select(_ => Node(test, new FakeSpending())).ToArray();
        BudgetLine[] lines = [BudgetLines.Of("each", 1_000), BudgetLines.Of("all", 2_000, "*")];

        var held = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            nodes[i % 3].Counters.HoldAsync(Guid.CreateVersion7(), i % 2 == 0 ? lines : [.. lines.Reverse()], 100, lines[0].Span.End, default).AsTask()));

        held.Count(one => one.IsHeld).ShouldBe(10);
        held.Where(one => !one.IsHeld).ShouldAllBe(one => one.Used.Count == 2);
        foreach (var node in nodes)
        {
            await node.PromptAsync();
        }

        (await nodes[0].Counters.ReadAsync(lines, default)).ShouldAllBe(reading => reading.ReservedNanoUsd == 1_000 && reading.SpentNanoUsd == 0);
    }

    [Fact]
    public async Task A_node_that_ended_without_a_word_is_settled_by_its_rows_and_again_when_more_of_them_come()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var (line, store) = (BudgetLines.Of("late", 100_000), Store(test));
        var held = await Node(test, new FakeSpending()).Counters.HoldAsync(Guid.CreateVersion7(), [line], 500, _clock.GetUtcNow(), default);
        await WriteAsync(test, held.Slice!.Value, 200);

        (await store.ExpireAsync(_clock.GetUtcNow().AddSeconds(89), default)).ShouldBe(0);
        (await store.ExpireAsync(_clock.GetUtcNow().AddSeconds(90), default)).ShouldBe(1);
        (await store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 200, 0)]);

        await WriteAsync(test, held.Slice.Value, 220);
        await store.RecoverAsync([held.Slice.Value], default);
        await store.RecoverAsync([held.Slice.Value], default);
        (await store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 420, 0)]);
    }

    [Fact]
    public async Task A_node_that_starts_again_frees_at_once_what_it_held()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var (line, store) = (BudgetLines.Of("again", 1_000), Store(test));
        var held = await Node(test, new FakeSpending()).Counters.HoldAsync(Guid.CreateVersion7(), [line], 1_000, _clock.GetUtcNow().AddHours(1), default);
        await WriteAsync(test, held.Slice!.Value, 30);

        await store.RecoverAsync([held.Slice.Value], default);

        (await Node(test, new FakeSpending()).Counters.HoldAsync(Guid.CreateVersion7(), [line], 970, _clock.GetUtcNow(), default)).IsHeld.ShouldBeTrue();
    }

    [Fact]
    public async Task A_node_of_the_release_before_holds_on_the_same_counters()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var (line, store, node) = (BudgetLines.Of("both", 1_000), Store(test), Node(test, new FakeSpending()));
        await node.Counters.HoldAsync(Guid.CreateVersion7(), [line], 300, _clock.GetUtcNow().AddHours(1), default);
        (await BeforeAsync(test, Guid.CreateVersion7(), line, 701)).ShouldBe(1);
        var (settled, left) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await BeforeAsync(test, settled, line, 400)).ShouldBe(0);
        (await BeforeAsync(test, left, line, 300)).ShouldBe(0);
        (await node.Counters.HoldAsync(Guid.CreateVersion7(), [line], 1, _clock.GetUtcNow(), default)).IsHeld.ShouldBeFalse();

        await test.Database.ReadAsync(connection => connection.ExecuteAsync("SELECT budget_settle(@exchanges, @actuals)", new { exchanges = new[] { settled }, actuals = new[] { 250L } }), default);
        (await store.ExpireAsync(_clock.GetUtcNow().AddMinutes(2), default)).ShouldBe(1);

        (await store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 250, 300)]);
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_as_away()
    {
        await using var away = new PostgresDatabase("Host=127.0.0.1;Port=1;Username=nobody;Database=none");
        var node = new BudgetNode(new PostgresSlices(away, new FakeSpending()), new FakeSpending(), _clock);
        await Should.ThrowAsync<StoreAwayException>(async () => await node.Counters.HoldAsync(Guid.CreateVersion7(), [BudgetLines.Of("b", 1)], 1, _clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task Counters_that_somebody_changed_by_hand_stop_nothing_but_what_they_count()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var (line, node) = (BudgetLines.Of("spoilt", 5_000), Node(test, new FakeSpending()));
        var exchange = Guid.CreateVersion7();
        await node.Counters.HoldAsync(exchange, [line], 300, _clock.GetUtcNow().AddHours(1), default);
        await test.Database.ReadAsync(static connection => connection.ExecuteAsync("UPDATE budget_counters SET reserved_nusd = 0"), default);

        await node.Counters.SettleAsync([new Settlement(exchange, 300)], default);
        await node.TickAsync();
        (await node.Counters.HoldAsync(Guid.CreateVersion7(), [line], 100, _clock.GetUtcNow(), default)).IsHeld.ShouldBeTrue();
        (await Store(test).ReadAsync([line], default))[0].SpentNanoUsd.ShouldBe(300);

        await test.Database.ReadAsync(static connection => connection.ExecuteAsync("UPDATE budget_counters SET reserved_nusd = 0"), default);
        (await Store(test).ExpireAsync(_clock.GetUtcNow().AddHours(3), default)).ShouldBe(1);
        (await Store(test).ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 300, 0)]);
    }

    [Fact]
    public async Task What_the_database_won_t_take_of_one_slice_keeps_no_other_from_being_told()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var (line, odd, node) = (BudgetLines.Of("sound", 1_000_000), BudgetLines.Of("odd", 1_000, "a\0", holds: false), Node(test, new FakeSpending()));
        var exchange = Guid.CreateVersion7();
        await node.Counters.HoldAsync(exchange, [line], 300, _clock.GetUtcNow(), default);
        (await node.Counters.HoldAsync(Guid.CreateVersion7(), [odd], 5, _clock.GetUtcNow(), default)).IsHeld.ShouldBeTrue();

        await node.Counters.SettleAsync([new Settlement(exchange, 20)], default);
        await node.TickAsync();

        (await Store(test).ReadAsync([line], default))[0].SpentNanoUsd.ShouldBe(20);
    }

    [Fact]
    public async Task An_order_that_comes_after_a_later_one_changes_nothing_even_when_its_slice_has_ended()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var (line, store, slice) = (BudgetLines.Of("overtaken", 10_000), Store(test), Guid.CreateVersion7());
        SliceOrder Order(long number, long amount, long charged) => new(slice, [line], _clock.GetUtcNow(), _clock.GetUtcNow().AddMinutes(2), amount, charged) { Number = number, Unit = 1 };
        await store.DrawAsync([Order(1, 0, 0) with { Need = 700 }]);
        await store.DrawAsync([Order(3, 0, 500)]);

        await store.DrawAsync([Order(2, 700, 400)]);
        (await store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 500, 0)]);

        await store.DrawAsync([Order(4, 0, 500) with { IsLast = true, LeavesTrace = true }]);
        await store.DrawAsync([Order(2, 700, 400)]);
        (await store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 500, 0)]);
        await store.RecoverAsync([slice], default);
        (await store.ExpireAsync(_clock.GetUtcNow().AddHours(2), default)).ShouldBe(0);
        (await store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 500, 0)]);
    }

    [Fact]
    public async Task A_counter_that_begins_late_counts_what_its_slice_tells_once()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var (line, ledger) = (BudgetLines.Of("told", 1_000, holds: false), new FakeSpending());
        var (store, slice) = (new PostgresSlices((PostgresDatabase)test.Database, ledger), Guid.CreateVersion7());
        ledger.OfSlices[slice] = 40;
        ledger.OfSlices[Guid.CreateVersion7()] = 7;

        await store.DrawAsync([new SliceOrder(slice, [line], _clock.GetUtcNow(), _clock.GetUtcNow().AddMinutes(2), 0, 40) { Number = 1, Unit = 1 }]);

        (await store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 47, 0)]);
    }

    [Fact]
    public async Task Many_slices_of_a_node_that_is_gone_are_given_up_beside_a_large_ledger()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var (all, store) = (BudgetLines.Of("everybody", 100_000_000, "*"), Store(test));
        var held = new List<HoldResult>();
        var node = Node(test, new FakeSpending());
        for (var i = 0; i < 250; i++)
        {
            held.Add(await node.Counters.HoldAsync(Guid.CreateVersion7(), [all, BudgetLines.Of("one", 10_000, $"user-{i}")], 90, _clock.GetUtcNow(), default));
        }

        await WriteAsync(test, held[17].Slice!.Value, 60);
        (await test.Database.ReadAsync(static connection => connection.QueryAsync<string>("EXPLAIN SELECT sum(cost_nusd) FROM usage_log WHERE budget_slice = ANY (ARRAY['00000000-0000-0000-0000-000000000000']::uuid[])"), default))
            .ShouldContain(line => line.Contains("budget_slice_idx", StringComparison.Ordinal) || line.Contains("idx_usage_log_budget_slice", StringComparison.Ordinal));

        (await store.ExpireAsync(_clock.GetUtcNow().AddMinutes(3), default)).ShouldBe(250);
        (await store.ReadAsync([all], default)).ShouldBe([new CounterReading(all.Key, 60, 0)]);
    }

    private Task<int> BeforeAsync(TestDatabase test, Guid exchange, BudgetLine line, long amount) => test.Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<int>(
            "SELECT verdict FROM budget_hold(@exchange, @expires, @budgets, @scopes, @starts, @limits, @amount)",
            new
            {
                exchange,
                expires = _clock.GetUtcNow().AddMinutes(1).UtcDateTime,
                budgets = new[] { line.Key.BudgetId },
                scopes = new[] { line.Key.ScopeId },
                starts = new[] { line.Key.PeriodStart.UtcDateTime },
                limits = new[] { line.LimitNanoUsd },
                amount,
            }),
        default);

    private static PostgresSlices Store(TestDatabase test) => new((PostgresDatabase)test.Database, new FakeSpending());

    private BudgetNode Node(TestDatabase test, FakeSpending ledger) => new(Store(test), ledger, _clock);

    private Task WriteAsync(TestDatabase test, Guid slice, long cost) =>
        new PostgresUsageStore(test.Database).AppendAsync([Rows.One(1, Guid.CreateVersion7()) with { Id = Guid.CreateVersion7(), OccurredAt = _clock.GetUtcNow(), CostNanoUsd = cost, BudgetSlice = slice }], default);
}
