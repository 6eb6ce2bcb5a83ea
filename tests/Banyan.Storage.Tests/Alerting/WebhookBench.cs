using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;
using Banyan.Storage.Alerting;
using Banyan.Storage.Envelope;
using Banyan.Storage.Sql;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Alerting;

/// <summary>Webhooks in a database, with the key their secrets are sealed with.</summary>
internal sealed class WebhookBench : IDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly TempFolder _folder = new();
    private int _acts;

    public WebhookBench(Database database, FakeClock clock)
    {
        var keys = new TenantKeys(new DekStore(database, KeyWrap.Load(_folder.File("master.key"), mayCreate: true)), clock);
        (Store, Queue, Database) = (new WebhookStore(database, new WebhookSeal(keys)), new DeliveryQueue(database, new WebhookSeal(keys)), database);
    }

    public Database Database { get; }

    public WebhookStore Store { get; }

    public DeliveryQueue Queue { get; }

    public static Webhook Hook(int number, params string[] events) =>
        new(new Guid(number, 2, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1), "default", $"https://hooks.example.com/{number} – ü", events, true, "whsec_MfKQ", 0, Rows.Noon.AddSeconds(number));

    public static ServiceEvent Event(int number, string type = EventTypes.KeyRevoked, string tenant = "default") =>
        ServiceEvent.Of(Rows.Noon.AddMinutes(number), tenant, type, new { number, text = "ü – 循環" });

    public AuditAct Act() => new() { Id = Guid.CreateVersion7(Rows.Noon.AddSeconds(++_acts)), At = Rows.Noon.AddSeconds(_acts), Tenant = "default", Actor = "key:Ab12Cd34", Action = $"act{_acts}" };

    public Task AddAsync(Webhook webhook) => Store.AddAsync(webhook, Secret, Act(), default);

    public Task<IReadOnlyList<WebhookDelivery>> LogAsync(Webhook webhook, DeliveryStatus? status = null, int first = 50, (DateTimeOffset At, Guid Id)? after = null) =>
        Store.PageAsync(new DeliveryQuery(webhook.Tenant, webhook.Id, status, first, after), default);

    public Task<DueDelivery?> ClaimAsync(Webhook webhook, DateTimeOffset now) => Queue.ClaimNextAsync(webhook.Tenant, webhook.Id, now, now.AddSeconds(30), default);

    public void Dispose() => _folder.Dispose();
}
