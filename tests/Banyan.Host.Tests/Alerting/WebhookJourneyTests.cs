using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Alerting;

/// <summary>What happens on the running service is told to a receiver, signed, once.</summary>
public sealed class WebhookJourneyTests
{
    private const string Log = "query($id: ID!, $status: String) { webhookDeliveries(webhookId: $id, status: $status) { nodes { id eventId event status attempts httpStatus responseMs problem payload } } }";
    private static readonly (string, string) Loopback = ("BANYAN_EGRESS_ALLOW_NETWORKS", "127.0.0.0/8");

    [Fact]
    public async Task Switches_keys_and_configurations_are_told_and_stand_in_the_log()
    {
        await using var receiver = new Receiver();
        await using var app = await BanyanApp.StartAsync("", null, Loopback);
        var admin = GraphClient.Of(app);
        var id = await receiver.JoinAsync(admin, "key.revoked", "killswitch.changed", "config.applied");

        var tried = (await admin.DataAsync("mutation($id: ID!) { testWebhook(id: $id) { event status attempts httpStatus problem } }", new { id })).GetProperty("testWebhook");
        tried.GetRawText().ShouldBe("""{"event":"webhook.test","status":"delivered","attempts":1,"httpStatus":204,"problem":null}""");
        await admin.DataAsync("""mutation { setKillSwitch(input: { scope: FEATURE, scopeId: "autocomplete", reason: "a loop" }) { id } }""");
        var (_, key) = await GraphClient.KeyAsync(app, "chat");
        await admin.DataAsync("mutation($key: ID!) { revokeApiKey(id: $key) { id } }", new { key });
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "banyan.yaml"), "aliases: { quick: { targets: [mock/chat] } }\n");

        await receiver.UntilAsync(taken => taken.Any(one => one.Type == "key.revoked") && taken.Any(one => one.Type == "killswitch.changed") && taken.Any(one => one.Type == "config.applied"));
        receiver.Taken.Select(one => one.Id).ShouldBeUnique();
        receiver.Taken.First(one => one.Type == "key.revoked").Data.GetProperty("keyId").GetString().ShouldBe(key);
        receiver.Taken.First(one => one.Type == "killswitch.changed").Data.GetProperty("target").GetString().ShouldBe("feature:autocomplete");
        receiver.Asked.ShouldBe(receiver.Taken.Count);

        var log = await DeliveredAsync(admin, id, receiver.Taken.Count);
        log.Select(row => row.GetProperty("eventId").GetString()).Order(StringComparer.Ordinal).ShouldBe(receiver.Taken.Select(one => one.Id).Order(StringComparer.Ordinal));
        log.ShouldAllBe(row => row.GetProperty("payload").GetProperty("type").GetString() == row.GetProperty("event").GetString());
        (await admin.DataAsync("{ webhooks { url enabled failing events } }")).GetRawText().ShouldBe($$"""{"webhooks":[{"url":"{{receiver.Address}}","enabled":true,"failing":false,"events":["config.applied","key.revoked","killswitch.changed"]}]}""");
    }

    [Fact]
    public async Task A_failed_test_says_why_and_is_sent_again_with_the_same_id()
    {
        await using var receiver = new Receiver { Status = 500 };
        await using var app = await BanyanApp.StartAsync("", null, Loopback);
        var admin = GraphClient.Of(app);
        var id = await receiver.JoinAsync(admin, "alert.opened");
        var failed = (await admin.DataAsync("mutation($id: ID!) { testWebhook(id: $id) { id eventId status httpStatus problem nextAttemptAt } }", new { id })).GetProperty("testWebhook");
        (failed.GetProperty("status").GetString(), failed.GetProperty("httpStatus").GetInt32(), failed.GetProperty("problem").GetString()).ShouldBe(("pending", 500, "it answered 500"));
        failed.GetProperty("nextAttemptAt").ValueKind.ShouldBe(JsonValueKind.String);

        receiver.Status = 200;
        var old = receiver.Secret;
        receiver.Secret = (await admin.DataAsync("mutation($id: ID!) { rotateWebhookSecret(id: $id) { secret } }", new { id })).GetProperty("rotateWebhookSecret").GetProperty("secret").GetString()!;
        receiver.Secret.ShouldNotBe(old);
        var again = (await admin.DataAsync("mutation($id: ID!) { resendDelivery(id: $id) { eventId status } }", new { id = failed.GetProperty("id").GetString() })).GetProperty("resendDelivery");
        (again.GetProperty("status").GetString(), again.GetProperty("eventId").GetString()).ShouldBe(("delivered", failed.GetProperty("eventId").GetString()));
        receiver.Taken.ShouldHaveSingleItem().Type.ShouldBe("webhook.test");
        (await admin.DataAsync("mutation($id: ID!) { removeWebhook(id: $id) }", new { id })).GetProperty("removeWebhook").GetBoolean().ShouldBeTrue();
        (await admin.AskAsync(Log, new { id })).Codes.ShouldBe(["NOT_FOUND"]);
    }

    [Fact]
    public async Task Addresses_within_and_events_that_are_none_are_refused()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        foreach (var (url, type) in new[] { ("http://hooks.example.com/", "*"), ("https://hooks.example.com:8443/", "*"), ("file:///etc/passwd", "*"), ("https://hooks.example.com/", "budget.exhausted"), ("https://u:p@hooks.example.com/", "*") })
        {
            (await admin.AskAsync("mutation($input: WebhookInput!) { saveWebhook(input: $input) { secret } }", new { input = new { url, events = new[] { type } } })).Codes.ShouldBe(["BAD_USER_INPUT"], url);
        }

        var within = await admin.DataAsync("""mutation { saveWebhook(input: { url: "https://127.0.0.1/hook", events: ["*"] }) { webhook { id } } }""");
        var tried = await admin.DataAsync("mutation($id: ID!) { testWebhook(id: $id) { status httpStatus } }", new { id = within.GetProperty("saveWebhook").GetProperty("webhook").GetProperty("id").GetString() });
        tried.GetProperty("testWebhook").GetRawText().ShouldBe("""{"status":"pending","httpStatus":null}""");
    }

    [Fact]
    [Trait("needs", "postgres")]
    public async Task Two_nodes_send_each_event_once_and_what_waited_is_sent_by_the_one_that_is_left()
    {
        await using var receiver = new Receiver();
        await using var postgres = await PostgresServer.StartAsync();
        var (database, master) = (await postgres.CreateDatabaseAsync(), Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        await using var two = await BanyanApp.StartAsync("", null, Loopback, ("BANYAN_DATABASE", database), ("MASTER_KEY", master));
        var left = new GraphClient(two.Http, two.Key);
        await receiver.JoinAsync(left, "killswitch.changed");
        await using (var one = await BanyanApp.StartAsync("", null, Loopback, ("BANYAN_DATABASE", database), ("MASTER_KEY", master)))
        {
            var leaving = new GraphClient(one.Http, two.Key);
            for (var number = 0; number < 10; number++)
            {
                await leaving.DataAsync("mutation($of: String!) { setKillSwitch(input: { scope: FEATURE, scopeId: $of, reason: \"a loop\" }) { id } }", new { of = $"feature{number}" });
            }

            await receiver.UntilAsync(taken => taken.Count >= 10);
            receiver.Status = 503;
            await leaving.DataAsync("""mutation { setKillSwitch(input: { scope: FEATURE, scopeId: "last", reason: "a loop" }) { id } }""");
        }

        receiver.Status = 204;
        await receiver.UntilAsync(taken => taken.Count >= 11);
        receiver.Taken.Select(one => one.Id).ShouldBeUnique();
        receiver.Taken.Count.ShouldBe(11);
        receiver.Taken.Last().Data.GetProperty("target").GetString().ShouldBe("feature:last");
    }

    /// <summary>The log once so many stand in it: a receiver has an event a moment before the log says so.</summary>
    private static async Task<List<JsonElement>> DeliveredAsync(GraphClient admin, string id, int count)
    {
        List<JsonElement> log = [];
        await Patience.UntilAsync(async () =>
        {
            log = [.. (await admin.DataAsync(Log, new { id, status = "delivered" })).GetProperty("webhookDeliveries").GetProperty("nodes").EnumerateArray()];
            return log.Count >= count;
        });
        return log;
    }
}
