using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.Storage.Budgets;
using Banyan.Storage.Postgres;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;
using Dapper;

namespace Banyan.Storage.Tests.Budgets;

/// <summary>What a crash of the server may take of budgets, and what it may not: only what is drawn of strict budgets waits for the disk.</summary>
public sealed class PostgresCountersCrashTests
{
    private const string Watch = """
        CREATE TABLE commits (budget_id text, waits text);
        CREATE FUNCTION note_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO commits VALUES (NEW.budget_id, current_setting('synchronous_commit')); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER noted AFTER INSERT ON budget_slices DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_commit();
        """;

    private readonly FakeClock _clock = new(Rows.Noon);

    [Fact]
    public async Task A_crash_keeps_what_was_drawn_of_strict_budgets_and_what_was_spent_is_counted_once()
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        await using var test = await TestDatabase.OnAsync(server, _clock);
        var database = (PostgresDatabase)test.Database;
        var node = new BudgetNode(new PostgresSlices(database, new FakeSpending()), new FakeSpending(), _clock);
        var (usual, strict, settled) = (BudgetLines.Of("usual", 1_000), Strict(BudgetLines.Of("strict", 1_000)), Guid.CreateVersion7());
        await node.Counters.HoldAsync(settled, [usual], 500, Rows.Noon, default);
        await node.Counters.HoldAsync(Guid.CreateVersion7(), [strict], 300, Rows.Noon, default);
        await node.Counters.SettleAsync([new Settlement(settled, 420)], default);
        await node.TickAsync();

        await server.StopAsync();
        await server.ResumeAsync();
        await BackAsync(node.Counters, strict);

        (await node.Counters.ReadAsync([strict], default)).ShouldBe([new CounterReading(strict.Key, 0, 300)]);

        // What was told did not wait for the disk; it is told again.
        (await node.Counters.HoldAsync(Guid.CreateVersion7(), [usual], 500, Rows.Noon, default)).Used.ShouldBe([920]);
        (await node.Counters.ReadAsync([usual, strict], default)).ShouldBe([new CounterReading(usual.Key, 420, 500), new CounterReading(strict.Key, 0, 300)]);
    }

    [Fact]
    public async Task Only_what_is_drawn_of_strict_budgets_waits_for_the_disk_and_sessions_keep_their_plans()
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        await using var test = await TestDatabase.OnAsync(server, _clock);
        var database = (PostgresDatabase)test.Database;
        var counters = new BudgetNode(new PostgresSlices(database, new FakeSpending()), new FakeSpending(), _clock).Counters;
        await database.ReadAsync(static connection => connection.ExecuteAsync(Watch), default);

        await counters.HoldAsync(Guid.CreateVersion7(), [BudgetLines.Of("usual", 1_000)], 1, Rows.Noon, default);
        await counters.HoldAsync(Guid.CreateVersion7(), [Strict(BudgetLines.Of("strict", 1_000))], 1, Rows.Noon, default);

        (await database.ReadAsync(static connection => connection.QueryAsync<string>("SELECT budget_id || ' ' || waits FROM commits ORDER BY 1"), default)).ShouldBe(["strict on", "usual off"]);

        await database.ReadAsync(static connection => connection.ExecuteAsync("PREPARE kept AS SELECT 7"), default);
        (await database.ReadAsync(static connection => connection.ExecuteScalarAsync<int>("EXECUTE kept"), default)).ShouldBe(7);
    }

    /// <summary>Connections the crash left broken are found out one by one.</summary>
    private static async Task BackAsync(IBudgetCounters counters, BudgetLine line)
    {
        while (true)
        {
            try
            {
                await counters.ReadAsync([line], default);
                return;
            }
            catch (StoreAwayException)
            {
                // The next one is another.
            }
        }
    }

    private static BudgetLine Strict(BudgetLine line) => line with { Rule = line.Rule with { IsStrict = true } };
}
