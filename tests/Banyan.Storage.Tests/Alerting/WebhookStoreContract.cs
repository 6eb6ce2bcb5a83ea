using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.TestKit;
using Dapper;

namespace Banyan.Storage.Tests.Alerting;

/// <summary>Who is told of what, on both databases.</summary>
public sealed class WebhookStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_webhook_is_added_changed_rotated_and_removed_by_its_tenant_with_its_act(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var (one, two) = (WebhookBench.Hook(1, "*"), WebhookBench.Hook(2, EventTypes.KeyRevoked));
        await bench.AddAsync(two);
        await bench.AddAsync(one);
        (await bench.Store.ListAsync("default", default)).Select(hook => (hook.Id, hook.Url, string.Join(' ', hook.Events))).ShouldBe([(one.Id, one.Url, "*"), (two.Id, two.Url, EventTypes.KeyRevoked)]);
        (await bench.Store.ListAsync("other", default)).ShouldBeEmpty();

        var changed = one with { Url = "https://elsewhere.example.com/", Events = [EventTypes.AlertOpened], IsEnabled = false };
        (await bench.Store.UpdateAsync(changed, bench.Act(), default)).ShouldBeTrue();
        (await bench.Store.UpdateAsync(changed with { Tenant = "other" }, bench.Act(), default)).ShouldBeFalse();
        (await bench.Store.RotateAsync("other", one.Id, "whsec_AAAA", "whsec_AAAA", Rows.Noon, bench.Act(), default)).ShouldBeFalse();
        (await bench.Store.RotateAsync("default", one.Id, "whsec_AAAA", "whsec_AAAA", Rows.Noon.AddDays(1), bench.Act(), default)).ShouldBeTrue();
        var read = (await bench.Store.ListAsync("default", default))[0];
        (read.Url, read.IsEnabled, read.SecretPrefix, string.Join(' ', read.Events)).ShouldBe((changed.Url, false, "whsec_AAAA", EventTypes.AlertOpened));

        (await bench.Store.RemoveAsync("other", one.Id, bench.Act(), default)).ShouldBeFalse();
        (await bench.Store.RemoveAsync("default", one.Id, bench.Act(), default)).ShouldBeTrue();
        (await bench.Store.ListAsync("default", default)).Select(hook => hook.Id).ShouldBe([two.Id]);
        (await new AuditStore(test.Database).PageAsync("default", 9, null, default)).Select(act => act.Action).ShouldBe(["act8", "act6", "act3", "act2", "act1"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_event_is_written_once_for_every_webhook_of_its_tenant_that_asks(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var (all, keys, alerts, off) = (WebhookBench.Hook(1, "*"), WebhookBench.Hook(2, EventTypes.KeyRevoked), WebhookBench.Hook(3, EventTypes.AlertOpened), WebhookBench.Hook(4, "*") with { IsEnabled = false });
        foreach (var hook in new[] { all, keys, alerts, off })
        {
            await bench.AddAsync(hook);
        }

        var happened = WebhookBench.Event(1);
        await bench.Store.TellAsync(happened, default);
        await bench.Store.TellAsync(happened, default);
        await bench.Store.TellAsync(WebhookBench.Event(2, tenant: "other"), default);

        foreach (var hook in new[] { all, keys })
        {
            var row = (await bench.LogAsync(hook)).ShouldHaveSingleItem();
            (row.EventId, row.Event, row.Payload, row.Status, row.Attempts, row.NextAttemptAt, row.CreatedAt).ShouldBe((happened.Id, happened.Type, happened.Body(), DeliveryStatus.Pending, 0, happened.At, happened.At));
        }

        (await bench.LogAsync(alerts)).ShouldBeEmpty();
        (await bench.LogAsync(off)).ShouldBeEmpty();
        (await bench.Store.TellOneAsync(off.Id, WebhookBench.Event(3, EventTypes.Test, "other"), default)).ShouldBeNull();
        var test1 = (await bench.Store.TellOneAsync(off.Id, WebhookBench.Event(3, EventTypes.Test), default)).ShouldNotBeNull();
        (await bench.LogAsync(off)).ShouldHaveSingleItem().Id.ShouldBe(test1);
        (await bench.Store.FindAsync("other", test1, default)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_log_is_read_page_by_page_newest_first(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var hook = WebhookBench.Hook(1, "*");
        await bench.AddAsync(hook);
        for (var number = 1; number <= 5; number++)
        {
            await bench.Store.TellAsync(WebhookBench.Event(number), default);
        }

        var first = await bench.LogAsync(hook, first: 3);
        first.Select(row => row.CreatedAt).ShouldBe([Rows.Noon.AddMinutes(5), Rows.Noon.AddMinutes(4), Rows.Noon.AddMinutes(3)]);
        (await bench.LogAsync(hook, first: 3, after: (first[^1].CreatedAt, first[^1].Id))).Select(row => row.CreatedAt).ShouldBe([Rows.Noon.AddMinutes(2), Rows.Noon.AddMinutes(1)]);
        (await bench.LogAsync(hook, DeliveryStatus.Dead)).ShouldBeEmpty();
        (await bench.LogAsync(hook with { Tenant = "other" })).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_secret_lies_encrypted_and_opens_only_for_its_own_webhook(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var (one, two) = (WebhookBench.Hook(1, "*"), WebhookBench.Hook(2, "*"));
        await bench.AddAsync(one);
        await bench.AddAsync(two);
        var stored = await test.Database.ReadAsync(async connection => (await connection.QueryAsync<string>("SELECT secret FROM webhooks ORDER BY created_at")).ToList(), default);
        stored.ShouldAllBe(secret => !secret.Contains("MfKQ", StringComparison.Ordinal));
        stored[0].ShouldNotBe(stored[1]);
        await test.Database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("UPDATE webhooks SET secret = @stolen WHERE secret_prefix = 'whsec_MfKQ'", new { stolen = stored[0] }, transaction), default);
        await bench.Store.TellAsync(WebhookBench.Event(1), default);
        (await bench.ClaimAsync(one, Rows.Noon.AddHours(1))).ShouldNotBeNull().Secrets.ShouldBe([WebhookBench.Secret]);
        await Should.ThrowAsync<StoreAwayException>(() => bench.ClaimAsync(two, Rows.Noon.AddHours(1)));
    }
}
