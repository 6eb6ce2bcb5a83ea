using System.Text.Json;
using Banyan.Gateway.Alerting.Rules;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;
using Banyan.Storage.Alerting;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Alerting;

/// <summary>Rules and alerts, on both databases.</summary>
public sealed class AlertStoreContract(PostgresFixture postgres)
{
    private static readonly TimeSpan Clean = TimeSpan.FromMinutes(10), Repeat = TimeSpan.FromHours(4);
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task One_alert_of_a_fingerprint_is_open_however_many_see_it(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var (store, hook) = (new AlertStore(test.Database), WebhookBench.Hook(1, "*"));
        await bench.AddAsync(hook);

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => FireAsync(store, Fired(number) with { Value = number }, Rows.Noon))));
        told.Count(one => one).ShouldBe(1);
        (await FireAsync(store, Fired(20) with { Subject = "service:crm" }, Rows.Noon)).ShouldBeTrue();
        (await FireAsync(store, Fired(21) with { Tenant = "other" }, Rows.Noon)).ShouldBeTrue();
        (await store.ListAsync("default", AlertStatus.Open, 9, default)).Select(alert => alert.Subject).Order(StringComparer.Ordinal).ShouldBe(["service:billing", "service:crm"]);
        var log = await bench.LogAsync(hook);
        log.Count.ShouldBe(2);
        log.ShouldAllBe(row => row.Event == EventTypes.AlertOpened);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_alert_is_told_again_every_four_hours_until_somebody_looks_after_it_and_ends_when_it_is_seen_no_more(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var (store, hook) = (new AlertStore(test.Database), WebhookBench.Hook(1, "*"));
        await bench.AddAsync(hook);
        (await FireAsync(store, Fired(1), Rows.Noon)).ShouldBeTrue();
        (await FireAsync(store, Fired(2) with { Value = 0.5 }, Rows.Noon + Repeat - TimeSpan.FromSeconds(1))).ShouldBeFalse();
        (await FireAsync(store, Fired(3) with { Value = 0.6 }, Rows.Noon + Repeat)).ShouldBeTrue();
        (await store.ResolveAsync(Rows.Noon + Repeat + Clean - TimeSpan.FromSeconds(1), default)).ShouldBe(0);

        var open = (await store.ListAsync("default", null, 9, default)).ShouldHaveSingleItem();
        (open.Id, open.Value, open.Status, open.OpenedAt).ShouldBe((Fired(1).Id, 0.6, AlertStatus.Open, Rows.Noon));
        (await store.AcknowledgeAsync("other", open.Id, "key:x", "mine", bench.Act(), default)).ShouldBeNull();
        var known = (await store.AcknowledgeAsync("default", open.Id, "key:Ab12Cd34", "we wait – ü", bench.Act(), default)).ShouldNotBeNull();
        (known.Status, known.AcknowledgedBy, known.Note).ShouldBe((AlertStatus.Acknowledged, "key:Ab12Cd34", "we wait – ü"));
        (await FireAsync(store, Fired(4), Rows.Noon + (3 * Repeat))).ShouldBeFalse("somebody looks after it");

        var end = Rows.Noon + (3 * Repeat) + Clean;
        (await store.ResolveAsync(end, default)).ShouldBe(1);
        (await store.ResolveAsync(end, default)).ShouldBe(0);
        (await store.AcknowledgeAsync("default", open.Id, "key:x", null, bench.Act(), default)).ShouldBeNull();
        var over = (await store.ListAsync("default", AlertStatus.Resolved, 9, default)).ShouldHaveSingleItem();
        over.ResolvedAt.ShouldBe(end);
        (await FireAsync(store, Fired(5), end)).ShouldBeTrue("it is another one then");
        (await bench.LogAsync(hook)).Reverse().Select(row => row.Event).ShouldBe([EventTypes.AlertOpened, EventTypes.AlertOpened, EventTypes.AlertResolved, EventTypes.AlertOpened], ignoreOrder: true);
        var data = JsonElement.Parse((await bench.LogAsync(hook)).Single(row => row.Event == EventTypes.AlertResolved).Payload).GetProperty("data");
        (data.GetProperty("runbook").GetString(), data.GetProperty("severity").GetString(), data.GetProperty("subject").GetString()).ShouldBe(("docs/runbooks/error-rate.md", "critical", "service:billing"));
        (await store.PruneAsync(end.AddSeconds(1), default)).ShouldBe(1);
        (await store.ListAsync("default", null, 9, default)).ShouldHaveSingleItem().Id.ShouldBe(Fired(5).Id);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Only_the_webhooks_of_a_rule_are_told_and_a_rule_of_a_place_replaces_the_one_before(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var (store, asked, named) = (new AlertStore(test.Database), WebhookBench.Hook(1, "*"), WebhookBench.Hook(2, EventTypes.KeyRevoked));
        await bench.AddAsync(asked);
        await bench.AddAsync(named);
        var rule = new AlertRule(Fired(1).Id.ToString("D"), "default", AlertKinds.ErrorRate, "service", "billing", 0.01, TimeSpan.FromMinutes(2), AlertSeverity.Warning, true, [named.Id]);
        (await store.PutRuleAsync(rule, bench.Act(), default)).Webhooks.ShouldBe([named.Id]);
        var second = await store.PutRuleAsync(rule with { Id = Fired(2).Id.ToString("D"), Threshold = 0.02, IsEnabled = false }, bench.Act(), default);
        (second.Id, second.Threshold, second.IsEnabled).ShouldBe((rule.Id, 0.02, false));
        (await store.RulesAsync(default)).ShouldHaveSingleItem().Window.ShouldBe(TimeSpan.FromMinutes(2));

        await FireAsync(store, Fired(3) with { RuleId = Fired(1).Id, Webhooks = [named.Id] }, Rows.Noon);
        (await bench.LogAsync(asked)).ShouldBeEmpty();
        (await bench.LogAsync(named)).ShouldHaveSingleItem().Status.ShouldBe(DeliveryStatus.Pending);
        (await store.ListAsync("default", null, 9, default)).ShouldHaveSingleItem().RuleId.ShouldBe(Fired(1).Id);
    }

    private static Task<bool> FireAsync(AlertStore store, Alert alert, DateTimeOffset now) => store.FireAsync(alert with { OpenedAt = now }, now, now + Clean, now - Repeat, default);

    private static Alert Fired(int number) => new()
    {
        Id = new Guid(number, 5, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        Tenant = "default",
        Kind = AlertKinds.ErrorRate,
        Severity = AlertSeverity.Critical,
        Subject = "service:billing",
        Summary = "6 % of the calls failed – ü",
        Value = 0.06,
        Threshold = 0.05,
        OpenedAt = Rows.Noon,
    };
}
