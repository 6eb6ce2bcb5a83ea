using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.Storage.Budgets;
using Banyan.Storage.Postgres;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;
using Dapper;

namespace Banyan.Storage.Tests.Budgets;

/// <summary>What a crash of the server may take of budgets, and what it may not: only holds on strict budgets wait for the disk.</summary>
public sealed class PostgresCountersCrashTests
{
    private const string Watch = """
        CREATE TABLE commits (budget_id text, waits text);
        CREATE FUNCTION note_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO commits VALUES (NEW.budget_id, current_setting('synchronous_commit')); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER noted AFTER INSERT ON budget_reservations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_commit();
        """;

    private readonly FakeClock _clock = new(Rows.Noon);

    [Fact]
    public async Task A_crash_keeps_holds_of_strict_budgets_and_what_was_spent_is_counted_once()
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        await using var test = await TestDatabase.OnAsync(server, _clock);
        var database = (PostgresDatabase)test.Database;
        var counters = new PostgresCounters(database, new FakeSpending());
        var (usual, strict, settled) = (BudgetLines.Of("usual", 1_000), Strict(BudgetLines.Of("strict", 1_000)), Guid.CreateVersion7());
        await counters.HoldAsync(settled, [usual], 500, Rows.Noon, default);
        await new PostgresUsageStore(database).AppendAsync([Rows.One(1, settled) with { CostNanoUsd = 420 }], default);
        await counters.HoldAsync(Guid.CreateVersion7(), [strict], 300, Rows.Noon, default);
        await counters.SettleAsync([new Settlement(settled, 420)], default);

        await server.StopAsync();
        await server.ResumeAsync();
        await BackAsync(counters, strict);

        (await counters.ReadAsync([strict], default)).ShouldBe([new CounterReading(strict.Key, 0, 300)]);

        // The settlement did not wait for the disk. Where it is gone, the hold is back, and is settled by the ledger.
        await counters.ExpireAsync(Rows.Noon, default);
        (await counters.ReadAsync([usual, strict], default)).ShouldBe([new CounterReading(usual.Key, 420, 0), new CounterReading(strict.Key, 0, 0)]);
    }

    [Fact]
    public async Task Only_strict_holds_wait_for_the_disk_and_sessions_keep_their_plans()
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        await using var test = await TestDatabase.OnAsync(server, _clock);
        var database = (PostgresDatabase)test.Database;
        var counters = new PostgresCounters(database, new FakeSpending());
        await database.ReadAsync(static connection => connection.ExecuteAsync(Watch), default);

        await counters.HoldAsync(Guid.CreateVersion7(), [BudgetLines.Of("usual", 1_000)], 1, Rows.Noon, default);
        await counters.HoldAsync(Guid.CreateVersion7(), [Strict(BudgetLines.Of("strict", 1_000))], 1, Rows.Noon, default);

        (await database.ReadAsync(static connection => connection.QueryAsync<string>("SELECT budget_id || ' ' || waits FROM commits ORDER BY 1"), default)).ShouldBe(["strict on", "usual off"]);

        await database.ReadAsync(static connection => connection.ExecuteAsync("PREPARE kept AS SELECT 7"), default);
        (await database.ReadAsync(static connection => connection.ExecuteScalarAsync<int>("EXECUTE kept"), default)).ShouldBe(7);
    }

    /// <summary>Connections the crash left broken are found out one by one.</summary>
    private static async Task BackAsync(PostgresCounters counters, BudgetLine line)
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
