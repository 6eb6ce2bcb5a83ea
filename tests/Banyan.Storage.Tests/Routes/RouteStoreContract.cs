using Banyan.Gateway.Spine;
using Banyan.Intents.Migration.Store;
using Banyan.Storage.Routes;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Routes;

/// <summary>What every store of routes must do, on both databases.</summary>
public sealed class RouteStoreContract(PostgresFixture postgres)
{
    private const string Tenant = "default";
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_stage_comes_back_as_it_went_in_and_the_latest_stands(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new RouteStore(test.Database);
        var plain = new StageRow { Tenant = Tenant, Intent = "orders.get", Setting = "canary:25", Since = Rows.Noon };
        var full = plain with { HalfSince = Rows.Noon.AddTicks(10), DemotedTo = "shadow", DemotedAt = Rows.Noon.AddHours(1), Reason = "3 of 20 – 失敗" };
        await store.AddAsync(new RouteBatch { Stages = [full, full with { Tenant = "other" }] }, default);
        (await store.ReadStagesAsync(Tenant, default)).ShouldBe([full]);
        await store.AddAsync(new RouteBatch { Stages = [plain] }, default);
        (await store.ReadStagesAsync(Tenant, default)).ShouldBe([plain]);

        await store.AddAsync(new RouteBatch { Stages = [plain with { Since = Rows.Noon.AddDays(1), IsFirst = true }] }, default);
        (await store.ReadStagesAsync(Tenant, default)).ShouldBe([plain], "a node that could not read it must not undo it");
        await store.AddAsync(new RouteBatch { Stages = [plain with { Setting = "modern", IsFirst = true }] }, default);
        (await store.ReadStagesAsync(Tenant, default)).ShouldHaveSingleItem().Setting.ShouldBe("modern");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_later_binding_stands_in_whatever_order_they_come(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new RouteStore(test.Database);
        var early = new RouteBinding(Tenant, "p", "orders", "legacy", "run-1", Rows.Noon.AddMinutes(10));
        var late = early with { Side = "modern", RunId = "", Until = Rows.Noon.AddMinutes(11) };
        await store.BindAsync(late, default);
        await store.BindAsync(early, default);
        (await store.FindBindingAsync(Tenant, "p", "orders", default)).ShouldBe(late);
        (await store.FindBindingAsync("other", "p", "orders", default)).ShouldBeNull();
        (await store.FindBindingAsync(Tenant, "q", "orders", default)).ShouldBeNull();
        (await store.FindBindingAsync(Tenant, "p", "users", default)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Counts_of_many_nodes_add_up(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new RouteStore(test.Database);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RetriedAsync(() => store.AddAsync(Batch(), default))));

        foreach (var window in new[] { TimeSpan.FromHours(1), TimeSpan.FromDays(7) })
        {
            var facts = await store.ReadBoardAsync(new BoardAsk(Tenant, Rows.Noon.AddMinutes(5), window), default);
            facts.Calls.OrderBy(sum => sum.Bucket).ShouldBe([new("orders.get", "modern", "answer", 3, 16, 8, 0), new("orders.get", "legacy", "answer", 7, 8, 0, 8)]);
            facts.Evidence.Count.ShouldBe(2);
            facts.Demand.ShouldBe([new("orders.get", 24, 2)]);
            facts.Month.ShouldBe(facts.Demand);
            facts.Before.ShouldBeEmpty();
            facts.Unmet.ShouldBe([new("gift wrapping", "p", 8)]);
            facts.Diffs.ShouldBe([new("orders.get", "$.eta", 1)]);
        }

        (await store.ReadNoiseAsync(Tenant, default)).ShouldBe([new(Tenant, "orders.get", "$.at", 16, 8)]);
        (await store.ReadDiffsAsync(Tenant, "run-1", default)).ShouldHaveSingleItem().ShouldBe(Batch().Diffs[0]);
        (await store.ReadBoardAsync(new BoardAsk("other", Rows.Noon, TimeSpan.FromDays(30)), default)).Calls.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_batch_is_written_whole_or_not_at_all(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new RouteStore(test.Database);
        var bad = Batch() with { Bindings = [new(Tenant, "p", "orders", "neither", "", Rows.Noon)], Calls = Batch().Calls };
        await Should.ThrowAsync<Exception>(() => store.AddAsync(bad with { Stages = [new() { Tenant = Tenant, Intent = "x", Setting = "modern", Since = Rows.Noon }] }, default));
        (await store.ReadStagesAsync(Tenant, default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Evidence_begins_with_the_stage_and_what_came_before_is_the_trend(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new RouteStore(test.Database);
        await store.AddAsync(Batch(), default);
        var later = Rows.Noon.AddDays(2);
        await store.AddAsync(new RouteBatch { Stages = [new() { Tenant = Tenant, Intent = "orders.get", Setting = "shadow", Since = later }] }, default);

        var facts = await store.ReadBoardAsync(new BoardAsk(Tenant, later.AddMinutes(1), TimeSpan.FromDays(30)), default);
        facts.Evidence.ShouldBeEmpty();
        facts.Calls.Count.ShouldBe(2);
        (await store.ReadBoardAsync(new BoardAsk(Tenant, Rows.Noon.AddMinutes(70), TimeSpan.FromHours(1)), default)).ShouldSatisfyAllConditions(
            day => day.Calls.ShouldBeEmpty(),
            day => day.Before.ShouldBeEmpty(),
            day => day.Demand.ShouldHaveSingleItem());
        (await store.ReadBoardAsync(new BoardAsk(Tenant, Rows.Noon.AddHours(25), TimeSpan.FromDays(1)), default)).Before.ShouldHaveSingleItem().Messages.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Pruning_keeps_what_a_window_reaches(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new RouteStore(test.Database);
        await store.AddAsync(Batch(), default);
        await store.PruneAsync("other", Rows.Noon.AddDays(400), default);
        await store.PruneAsync(Tenant, Rows.Noon.AddDays(29), default);
        var month = new BoardAsk(Tenant, Rows.Noon.AddDays(29), TimeSpan.FromDays(30));
        (await store.ReadBoardAsync(month, default)).ShouldSatisfyAllConditions(facts => facts.Calls.Count.ShouldBe(2), facts => facts.Diffs.Count.ShouldBe(1), facts => facts.Demand.Count.ShouldBe(1));

        await store.PruneAsync(Tenant, Rows.Noon.AddDays(70), default);
        (await store.ReadBoardAsync(month, default)).ShouldSatisfyAllConditions(
            facts => facts.Calls.ShouldBeEmpty(), facts => facts.Diffs.ShouldBeEmpty(), facts => facts.Demand.ShouldBeEmpty(), facts => facts.Unmet.ShouldBeEmpty());
    }

    private static RouteBatch Batch() => new()
    {
        Calls =
        [
            new() { Tenant = Tenant, At = Rows.Noon, Intent = "orders.get", Backend = "orders-api", Side = "modern", Kind = CallCount.Answer, Bucket = 3, Calls = 1, Errors = 1 },
            new() { Tenant = Tenant, At = Rows.Noon.AddMinutes(1), Intent = "orders.get", Backend = "orders-api", Side = "modern", Kind = CallCount.Answer, Bucket = 3, Calls = 1 },
            new() { Tenant = Tenant, At = Rows.Noon, Intent = "orders.get", Backend = "monolith", Side = "legacy", Kind = CallCount.Answer, Bucket = 7, Calls = 1, Fallbacks = 1 },
        ],
        Diffs = [new() { Tenant = Tenant, At = Rows.Noon, Intent = "orders.get", Backend = "orders-api", RunId = "run-1", StepId = "s1", Path = "$.eta", Old = "\"2026-03-02\"", New = null }],
        Noise = [new(Tenant, "orders.get", "$.at", 2, 1)],
        Demand = [new(Tenant, Rows.Noon, "orders.get", "p", 2), new(Tenant, Rows.Noon, "orders.get", "q", 1)],
        Unmet = [new(Tenant, Rows.Noon, "gift wrapping", "p", 1)],
    };

    // A node whose batch meets another's keeps it and comes again, as the upkeep does.
    private static async Task RetriedAsync(Func<Task> work)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await work();
                return;
            }
            catch (StoreAwayException) when (tries < 10)
            {
                await Task.Yield();
            }
        }
    }
}
