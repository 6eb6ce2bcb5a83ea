using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sqlite;
using Banyan.Storage.Usage;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Usage;

/// <summary>The ledger as people read it, on both databases.</summary>
public sealed class UsageLogContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Pages_follow_one_another_without_a_gap_while_rows_are_added(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        // Rows 4 and 5 begin at the same instant: the id decides.
        var rows = Enumerable.Range(1, 7).Select(number => number == 5 ? Rows.One(5) with { OccurredAt = Rows.One(4).OccurredAt } : Rows.One(number)).ToList();
        await store.AppendAsync(rows, default);

        var query = new UsageQuery { Tenant = "default", First = 3 };
        var seen = new List<int>();
        while (true)
        {
            var page = await store.PageAsync(query, default);
            seen.AddRange(page.Rows.Select(row => row.AttemptNo));
            if (!page.HasMore)
            {
                break;
            }

            await store.AppendAsync([Rows.One(100 + seen.Count)], default);
            query = query with { After = (page.Rows[^1].OccurredAt, page.Rows[^1].Id) };
        }

        seen.ShouldBe([7, 6, 5, 4, 3, 2, 1]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_filter_must_fit_and_a_tenant_sees_its_own(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var full = Rows.Full(Guid.CreateVersion7(Rows.Noon));
        await store.AppendAsync([full, Rows.One(2), Rows.One(3) with { Service = "search" }, Rows.One(4) with { Tenant = "other" }], default);
        var all = new UsageQuery { Tenant = "default" };

        (await Numbers(all)).ShouldBe([3, 2, 1]);
        (await Numbers(all with { Services = ["search", "nobody"] })).ShouldBe([3]);
        (await Numbers(all with { Users = ["user@example.test"], Models = ["lab/small"], Features = ["summaries – 要約"], Teams = ["team"], Outcomes = [Outcome.TimedOut] })).ShouldBe([1]);
        (await Numbers(all with { Users = ["user@example.test"], Outcomes = [Outcome.Succeeded] })).ShouldBeEmpty();
        (await Numbers(all with { From = Rows.One(2).OccurredAt, To = Rows.One(3).OccurredAt })).ShouldBe([2]);
        (await Numbers(all with { Tenant = "other" })).ShouldBe([4]);

        async Task<IEnumerable<int>> Numbers(UsageQuery query) => (await store.PageAsync(query, default)).Rows.Select(row => row.AttemptNo);
    }

    private static UsageStore Store(TestDatabase test) =>
        test.Database is PostgresDatabase ? new PostgresUsageStore(test.Database) : new SqliteUsageStore(test.Database);
}
