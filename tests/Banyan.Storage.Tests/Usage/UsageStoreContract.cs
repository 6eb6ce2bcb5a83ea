using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sqlite;
using Banyan.TestKit;
using Dapper;

namespace Banyan.Storage.Tests.Usage;

/// <summary>What every ledger must do, on both databases.</summary>
public sealed class UsageStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_row_comes_back_as_it_went_in(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var request = Guid.CreateVersion7(Rows.Noon);
        var (full, bare) = (Rows.Full(request), Rows.One(2, request) with { CostNanoUsd = null });
        await store.AppendAsync([bare, full], default);
        (await store.OfRequestAsync("default", request, default)).ShouldBe([full, bare]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Rows_of_a_batch_take_nothing_from_those_before_them(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var request = Guid.CreateVersion7(Rows.Noon);
        var full = Rows.Full(request) with { CostNanoUsd = 7 };
        UsageRow[] rows =
        [
            full,
            Rows.One(2, request) with { CostNanoUsd = null },
            full with { Id = Rows.One(3).Id, AttemptNo = 3, Feature = "", TtftMs = 0, CostNanoUsd = 0 },
            full with { Id = Rows.One(4).Id, AttemptNo = 4, Feature = null, TtftMs = null, CostNanoUsd = null },
            full with { Id = Rows.One(5).Id, AttemptNo = 5 },
        ];
        await store.AppendAsync(rows, default);
        (await store.OfRequestAsync("default", request, default)).ShouldBe(rows);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Adding_rows_again_changes_nothing(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var request = Guid.CreateVersion7(Rows.Noon);
        var rows = Enumerable.Range(1, 700).Select(number => Rows.One(number, request)).ToList();
        await store.AppendAsync(rows, default);
        await store.AppendAsync([.. rows.Select(row => row with { CostNanoUsd = 1, Outcome = Outcome.Lost })], default);
        (await store.OfRequestAsync("default", request, default)).ShouldBe(rows);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_batch_with_a_row_that_breaks_a_rule_is_refused_whole(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var request = Guid.CreateVersion7(Rows.Noon);
        var bad = Rows.One(2, request) with { CostNanoUsd = -1 };
        await Should.ThrowAsync<RowRefusedException>(store.AppendAsync([Rows.One(1, request), bad], default));
        (await store.OfRequestAsync("default", request, default)).ShouldBeEmpty();
        await store.AppendAsync([bad with { Outcome = Outcome.Adjusted }], default);
        (await store.OfRequestAsync("default", request, default)).ShouldHaveSingleItem().CostNanoUsd.ShouldBe(-1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_tenant_reads_no_rows_of_another(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var request = Guid.CreateVersion7(Rows.Noon);
        await store.AppendAsync([Rows.One(1, request)], default);
        (await store.OfRequestAsync("other", request, default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Concurrent_writers_lose_nothing(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var request = Guid.CreateVersion7(Rows.Noon);
        var rows = Enumerable.Range(1, 80).Select(number => Rows.One(number, request)).ToList();
        await Task.WhenAll(rows.Chunk(5).SelectMany(batch => new[] { batch, batch }).Select(batch => Task.Run(() => store.AppendAsync(batch, default))));
        (await store.OfRequestAsync("default", request, default)).ShouldBe(rows);
    }

    [Fact]
    public async Task Rows_of_the_next_months_have_partitions_and_rows_beyond_are_told()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var partitions = new Partitions(test.Database, _clock);
        (await partitions.EnsureAsync(default)).ShouldBe(0);
        (await partitions.EnsureAsync(default)).ShouldBe(0);
        var store = Store(test);
        await store.AppendAsync([Rows.One() with { OccurredAt = Rows.Noon.AddMonths(2) }], default);
        (await partitions.EnsureAsync(default)).ShouldBe(0);
        await store.AppendAsync([Rows.One() with { OccurredAt = Rows.Noon.AddMonths(3) }], default);
        (await partitions.EnsureAsync(default)).ShouldBe(1);
        var names = await test.Database.ReadAsync(
            async connection => (await connection.QueryAsync<string>("SELECT relname FROM pg_class WHERE relname LIKE 'usage_log_20%' AND relkind = 'r' ORDER BY 1")).ToList(), default);
        names.ShouldBe(["usage_log_2026_11", "usage_log_2026_12", "usage_log_2027_01"]);
    }

    private static IUsageStore Store(TestDatabase test) =>
        test.Database is PostgresDatabase ? new PostgresUsageStore(test.Database) : new SqliteUsageStore(test.Database);
}
