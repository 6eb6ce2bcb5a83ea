using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.Storage.Limits;
using Banyan.Storage.Postgres;
using Dapper;

namespace Banyan.Storage.Tests.Limits;

public sealed class PostgresLimitCountersTests(PostgresFixture postgres) : StoredCountersContract
{
    private TestDatabase? _test;

    [Fact]
    public async Task A_database_that_is_away_is_said_to_be()
    {
        await using var nowhere = new PostgresDatabase("Host=/nonexistent-banyan;Username=postgres;Database=none");
        await Should.ThrowAsync<StoreAwayException>(async () => await new PostgresLimitCounters(nowhere, new NodeName("x"), CounterSettings.Usual).TakeAsync([Line(Key(), 10)], default));
    }

    [Fact]
    public async Task Buckets_that_are_full_and_nodes_that_are_gone_are_cleared_away()
    {
        var node = await NodeAsync("a");
        await node.TakeAsync([Line(Key(), 10), Line(Key(LimitUnit.Concurrent), 5)], default);
        await node.BeatAsync([], default);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await (await NodeAsync("b")).BeatAsync([], default);
        const string Rows = "SELECT (SELECT count(*) FROM limit_buckets) + (SELECT count(*) FROM limit_holds) + (SELECT count(*) FROM limit_nodes)";
        (await _test!.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(Rows), default)).ShouldBe(1, "the node that lives");
    }

    public override ValueTask DisposeAsync() => _test?.DisposeAsync() ?? default;

    protected override async Task<ILimitCounters> NodeAsync(string name) => new PostgresLimitCounters(await DatabaseAsync(), new NodeName(name), CounterSettings.Usual with { Clock = Clock });

    protected override async Task<ILimitCounters> OwnClockAsync(string name) => new PostgresLimitCounters(await DatabaseAsync(), new NodeName(name), CounterSettings.Usual);

    protected override async Task ForgetAsync() => await (await DatabaseAsync()).ReadAsync(
        connection => connection.ExecuteAsync("TRUNCATE limit_epochs, limit_buckets, limit_holds, limit_nodes"), default);

    private async Task<PostgresDatabase> DatabaseAsync() => (PostgresDatabase)(_test ??= await TestDatabase.MakeAsync("postgres", postgres, Clock)).Database;
}
