using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sqlite;
using Banyan.Storage.Usage;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Usage;

/// <summary>Rows that people and programs add to the ledger, on both databases.</summary>
public sealed class UsageEditingContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_correction_counts_in_row_rollup_and_audit_together(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var row = Row(1);
        await store.AppendAsync([row], default);

        (await store.FindAsync("default", row.Id, default)).ShouldBe(row);
        (await store.FindAsync("other", row.Id, default)).ShouldBeNull();
        (await store.FindAsync("default", Guid.CreateVersion7(Rows.Noon), default)).ShouldBeNull();
        (await store.FindAsync("default", Guid.Empty, default)).ShouldBeNull();
        (await store.FindAsync("default", Guid.AllBitsSet, default)).ShouldBeNull();

        await store.AdjustAsync(row with { Id = Guid.CreateVersion7(row.OccurredAt), CostNanoUsd = -4, Outcome = Outcome.Adjusted, Usage = new() }, Act("adjustUsage"), default);

        var totals = (await new UsageSums(test.Database).SumAsync(new UsageSumQuery(new UsageQuery { Tenant = "default" }, Rows.Noon.AddDays(-1).AddHours(-12), Rows.Noon.AddDays(2)), default))[0].Totals;
        (totals.CostNanoUsd, totals.Requests, totals.Adjusted).ShouldBe((6, 1, 1));
        (await new AuditStore(test.Database).PageAsync("default", 10, null, default)).ShouldHaveSingleItem().Action.ShouldBe("adjustUsage");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_key_of_a_service_stands_for_one_call_whoever_tells_it_how_often(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (one, other) = (Store(test), Store(test));
        var entries = Enumerable.Range(1, 20).Select(number => ("key" + number, Row(number))).ToList();

        var added = await Task.WhenAll(
            Task.Run(() => one.ReportAsync(entries, Act("reportUsage"), default)),
            Task.Run(() => other.ReportAsync([.. entries.Select(entry => (entry.Item1, entry.Item2 with { OccurredAt = entry.Item2.OccurredAt.AddSeconds(1) }))], Act("reportUsage"), default)));
        (added[0].Count + added[1].Count).ShouldBe(20);
        (await one.ReportAsync([("key1", Row(1)), ("key1", Row(21) with { Service = "search" }), ("key99", Row(99))], Act("reportUsage"), default)).Select(row => row.AttemptNo).ShouldBe([99, 21]);
        (await one.PageAsync(new UsageQuery { Tenant = "default", First = 100 }, default)).Rows.Count.ShouldBe(22);
    }

    private static UsageRow Row(int number)
    {
        var at = Rows.Noon.AddSeconds(number);
        return Rows.One(number) with { Id = Guid.CreateVersion7(at), OccurredAt = at, AttemptNo = number };
    }

    private static AuditAct Act(string action) => new() { Id = Guid.CreateVersion7(Rows.Noon), At = Rows.Noon, Tenant = "default", Actor = "key:Ab12Cd34", Action = action };

    private static UsageStore Store(TestDatabase test) => test.Database is PostgresDatabase ? new PostgresUsageStore(test.Database) : new SqliteUsageStore(test.Database);
}
