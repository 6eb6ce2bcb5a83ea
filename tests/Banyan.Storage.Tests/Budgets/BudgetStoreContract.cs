using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Budgets;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;

namespace Banyan.Storage.Tests.Budgets;

/// <summary>Budgets operators set, on both databases.</summary>
public sealed class BudgetStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_budget_is_written_by_whoever_read_the_revision_before(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new BudgetStore(test.Database);
        var rule = Rule();
        var raised = rule with { LimitNanoUsd = 99, Revision = 2, OnExceeded = OnExceeded.Degrade, DegradeTo = "fast", IsStrict = true, IsEnabled = false, TimeZone = "Europe/Paris", AlertThresholds = [0.5, 1] };

        (await store.PutAsync(rule, Act(1), default)).ShouldBeTrue();
        (await store.PutAsync(raised, Act(2), default)).ShouldBeTrue();
        (await store.PutAsync(raised with { LimitNanoUsd = 1 }, Act(3), default)).ShouldBeFalse();
        (await store.PutAsync(Rule() with { Id = "b2" }, Act(4), default)).ShouldBeFalse();

        var read = (await store.ReadAsync(Rows.Noon, default)).Rules.ShouldHaveSingleItem();
        read.AlertThresholds.ShouldBe(raised.AlertThresholds);
        (read with { AlertThresholds = raised.AlertThresholds }).ShouldBe(raised);
        (await new AuditStore(test.Database).PageAsync("default", 9, null, default)).Select(act => act.Action).ShouldBe(["act2", "act1"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_override_ends_the_one_before_it_and_goes_with_its_budget(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new BudgetStore(test.Database);
        await store.PutAsync(Rule(), Act(1), default);
        var first = new BudgetOverride("b1", 200, Rows.Noon, Rows.Noon.AddHours(2), "a big import", "key:Ab12Cd34");
        var second = first with { LimitNanoUsd = 300, From = Rows.Noon.AddHours(1), Until = Rows.Noon.AddHours(3) };

        await store.OverrideAsync("default", first, Act(2), default);
        await store.OverrideAsync("default", second, Act(3), default);

        (await store.ReadAsync(Rows.Noon, default)).Overrides.ShouldBe([first with { Until = second.From }, second]);
        (await store.ReadAsync(Rows.Noon.AddHours(3), default)).Overrides.ShouldBeEmpty();
        (await store.RemoveAsync("other", "b1", Act(4), default)).ShouldBeFalse();
        (await store.RemoveAsync("default", "b1", Act(5), default)).ShouldBeTrue();
        (await store.ReadAsync(Rows.Noon, default)).ShouldSatisfyAllConditions(left => left.Rules.ShouldBeEmpty(), left => left.Overrides.ShouldBeEmpty());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_threshold_is_told_once_a_period(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new BudgetStore(test.Database);
        var alert = new BudgetAlert("default", new CounterKey("b1", "billing", BudgetLines.Day), 0.8, 80, 100, Rows.Noon);

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.TryAlertAsync(alert, default)));
        told.Count(one => one).ShouldBe(1);
        (await store.TryAlertAsync(alert with { Threshold = 1, At = Rows.Noon.AddSeconds(1) }, default)).ShouldBeTrue();
        (await store.TryAlertAsync(alert with { Key = alert.Key with { PeriodStart = BudgetLines.Day.AddDays(1) }, At = Rows.Noon.AddSeconds(2) }, default)).ShouldBeTrue();

        (await store.AlertsAsync("default", 2, default)).Select(one => one.Threshold).ShouldBe([0.8, 1]);
        (await store.AlertsAsync("other", 2, default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_ended_longer_ago_than_usage_is_kept_goes(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new BudgetStore(test.Database);
        var alert = new BudgetAlert("default", new CounterKey("b1", "billing", BudgetLines.Day), 0.8, 80, 100, Rows.Noon);
        await store.TryAlertAsync(alert, default);
        await store.TryAlertAsync(alert with { Threshold = 1, At = Rows.Noon.AddDays(2) }, default);
        var change = new BudgetOverride("b1", 200, Rows.Noon, Rows.Noon.AddHours(2), "a big import", "key:Ab12Cd34");
        await store.OverrideAsync("default", change, Act(1), default);
        await store.OverrideAsync("other", change with { BudgetId = "b2", Until = Rows.Noon.AddDays(9) }, Act(2), default);
        if (kind == "postgres")
        {
            const string Counter = "INSERT INTO budget_counters (budget_id, scope_id, period_start, period_end, spent_nusd, reserved_nusd) VALUES (@id, '*', @start, @end, 5, @held)";
            foreach (var (id, end, held) in new[] { ("old", Rows.Noon, 0), ("held", Rows.Noon, 1), ("now", Rows.Noon.AddDays(2), 0) })
            {
                await test.Database.ReadAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, Counter, new { id, start = end.AddDays(-1).UtcDateTime, end = end.UtcDateTime, held }), default);
            }
        }

        (await BudgetPruning.RunAsync(test.Database, Rows.Noon.AddDays(1), default)).ShouldBe(kind == "postgres" ? 3 : 2);

        (await store.AlertsAsync("default", 9, default)).ShouldHaveSingleItem().Threshold.ShouldBe(1);
        (await store.ReadAsync(Rows.Noon, default)).Overrides.ShouldHaveSingleItem().BudgetId.ShouldBe("b2");
        (await BudgetPruning.RunAsync(test.Database, Rows.Noon.AddDays(1), default)).ShouldBe(0);
    }

    private static BudgetRule Rule() => new() { Id = "b1", Scope = BudgetScope.Service, ScopeId = "billing", Period = BudgetPeriod.Daily, LimitNanoUsd = 50_000_000_000, Revision = 1 };

    private static AuditAct Act(int number) => new()
    {
        Id = new Guid(number, 7, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        At = Rows.Noon.AddSeconds(number),
        Tenant = "default",
        Actor = "key:Ab12Cd34",
        Action = $"act{number}",
        Target = "budget:b1",
    };
}
