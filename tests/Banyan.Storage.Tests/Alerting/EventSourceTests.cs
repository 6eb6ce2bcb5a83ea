using Banyan.Gateway.Budgets;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Storage.Budgets;
using Banyan.Storage.Keys;
using Banyan.Storage.Switches;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Alerting;

/// <summary>What changes in the database is told with the change itself, on both databases.</summary>
public sealed class EventSourceTests(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Budgets_keys_and_switches_tell_of_themselves_once(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var hook = WebhookBench.Hook(1, "*");
        await bench.AddAsync(hook);

        var budgets = new BudgetStore(test.Database);
        var alert = new BudgetAlert("default", new CounterKey("b1", "billing", Rows.Noon), 0.8, 80_000_000_000, 100_000_000_000, Rows.Noon.AddMinutes(1));
        (await budgets.TryAlertAsync(alert, default)).ShouldBeTrue();
        (await budgets.TryAlertAsync(alert, default)).ShouldBeFalse();
        (await budgets.TryAlertAsync(alert with { Threshold = 1, At = Rows.Noon.AddMinutes(2) }, default)).ShouldBeTrue();

        var keys = new KeyStore(test.Database, _clock);
        _clock.Advance(TimeSpan.FromMinutes(3));
        await keys.PutAsync(Key(), null, default);
        (await keys.RevokeAsync("other", "Ab12Cd34", null, default)).ShouldBe(KeyEdit.NotFound);
        (await keys.RevokeAsync("default", "Ab12Cd34", null, default)).ShouldBe(KeyEdit.Done);

        var switches = new SwitchStore(test.Database);
        var kill = new KillSwitch(new Guid(1, 3, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1), "default", SwitchScope.Feature, "autocomplete", false, "a loop", "key:Ab12Cd34", Rows.Noon, null);
        await switches.PutAsync(kill, bench.Act() with { At = Rows.Noon.AddMinutes(4), Action = "setKillSwitch", Target = "feature:autocomplete", Detail = """{"reason":"a loop"}""" }, default);
        (await switches.RemoveAsync("other", kill.Id, bench.Act(), default)).ShouldBeFalse();

        var log = await bench.LogAsync(hook);
        log.Reverse().Select(row => row.Event).ShouldBe([EventTypes.BudgetThreshold, EventTypes.BudgetExceeded, EventTypes.KeyRevoked, EventTypes.SwitchChanged]);
        log[3].Payload.ShouldBe(
            """{"type":"budget.threshold","timestamp":"2026-11-21T12:01:00.000Z","data":{"budgetId":"b1","scopeId":"billing","periodStart":"2026-11-21T12:00:00+00:00","threshold":0.8,"usedUsd":"80","limitUsd":"100"}}""");
        log[1].Payload.ShouldContain("""{"keyId":"Ab12Cd34"}""");
        log[0].Payload.ShouldContain("""{"action":"setKillSwitch","target":"feature:autocomplete","by":"key:Ab12Cd34","detail":{"reason":"a loop"}}""");
    }

    private static KeyRecord Key() => new()
    {
        Id = new Guid(1, 4, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        PublicId = "Ab12Cd34",
        Tenant = "default",
        Service = "billing",
        Name = "billing",
        Role = Role.Service,
        Grants = new Grants(["chat"], ["*"]),
        Hash = new byte[32],
        PepperVersion = 1,
        CreatedAt = Rows.Noon,
    };
}
