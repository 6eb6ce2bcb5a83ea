using System.Text.Json;
using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Alerting.Webhooks;

/// <summary>Where operators say who is told of what.</summary>
internal sealed class WebhookDesk(IWebhookStore store, WebhookSender sender, IEgress egress, IChangeNotices notices, TimeProvider time) : IWebhooks
{
    /// <summary>Most webhooks of a tenant.</summary>
    public const int Most = 50;

    private static readonly TimeSpan BothSign = TimeSpan.FromHours(24);

    /// <inheritdoc />
    public Task<IReadOnlyList<Webhook>> ListAsync(string tenant, CancellationToken cancellationToken) => store.ListAsync(tenant, cancellationToken);

    /// <inheritdoc />
    public async Task<(WebhookIssue? Saved, Failure? Failure)> SaveAsync(Caller by, WebhookDraft draft, CancellationToken cancellationToken)
    {
        if (Wrong(draft) is { } wrong)
        {
            return (null, wrong);
        }

        var known = await store.ListAsync(by.Tenant, cancellationToken);
        return draft.Id is { } id ? await ChangeAsync(by, known.FirstOrDefault(one => one.Id == id), draft, cancellationToken) : await MakeAsync(by, known, draft, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<(WebhookIssue? Saved, Failure? Failure)> RotateAsync(Caller by, Guid id, CancellationToken cancellationToken)
    {
        var (secret, now) = (WebhookSecret.Make(), time.GetUtcNow());
        var act = Act(by, "rotateWebhookSecret", id, new { bothSignUntil = now + BothSign });
        return await store.RotateAsync(by.Tenant, id, secret, WebhookSecret.PrefixOf(secret), now + BothSign, act, cancellationToken)
            && (await store.ListAsync(by.Tenant, cancellationToken)).FirstOrDefault(one => one.Id == id) is { } rotated
            ? (new WebhookIssue(rotated, secret), null)
            : (null, NoWebhook);
    }

    /// <inheritdoc />
    public async Task<Failure?> RemoveAsync(Caller by, Guid id, CancellationToken cancellationToken) =>
        await store.RemoveAsync(by.Tenant, id, Act(by, "removeWebhook", id, new { }), cancellationToken) ? null : NoWebhook;

    /// <inheritdoc />
    public async Task<(WebhookDelivery? Delivery, Failure? Failure)> TestAsync(Caller by, Guid id, CancellationToken cancellationToken)
    {
        var test = ServiceEvent.Of(time.GetUtcNow(), by.Tenant, EventTypes.Test, new { webhookId = id, by = $"key:{by.KeyId}" });
        return await store.TellOneAsync(id, test, cancellationToken) is { } delivery ? await TriedAsync(by.Tenant, delivery) : (null, NoWebhook);
    }

    /// <inheritdoc />
    public async Task<(WebhookDelivery? Delivery, Failure? Failure)> ResendAsync(Caller by, Guid delivery, CancellationToken cancellationToken) =>
        await store.ResendAsync(by.Tenant, delivery, time.GetUtcNow(), Act(by, "resendDelivery", delivery, new { }, "delivery"), cancellationToken)
            ? await TriedAsync(by.Tenant, delivery)
            : (null, NoDelivery);

    /// <inheritdoc />
    public Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(DeliveryQuery query, CancellationToken cancellationToken) => store.PageAsync(query, cancellationToken);

    private static Failure NoWebhook => new(FailureKind.CallerFault, "not_found", "There is no such webhook.");

    private static Failure NoDelivery => new(FailureKind.CallerFault, "not_found", "There is no such delivery; its log is kept for 30 days.");

    private static Failure Bad(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    private async Task<(WebhookIssue? Saved, Failure? Failure)> MakeAsync(Caller by, IReadOnlyList<Webhook> known, WebhookDraft draft, CancellationToken cancellationToken)
    {
        if (known.Count >= Most)
        {
            return (null, Bad("url", "There are 50 webhooks already; remove one first."));
        }

        var (secret, now) = (WebhookSecret.Make(), time.GetUtcNow());
        var made = new Webhook(Guid.CreateVersion7(now), by.Tenant, draft.Url, Asked(draft), draft.IsEnabled, WebhookSecret.PrefixOf(secret), 0, now);
        await store.AddAsync(made, secret, Act(by, "saveWebhook", made.Id, Detail(made)), cancellationToken);
        return (new WebhookIssue(made, secret), null);
    }

    private async Task<(WebhookIssue? Saved, Failure? Failure)> ChangeAsync(Caller by, Webhook? known, WebhookDraft draft, CancellationToken cancellationToken)
    {
        if (known is null)
        {
            return (null, NoWebhook);
        }

        var changed = known with { Url = draft.Url, Events = Asked(draft), IsEnabled = draft.IsEnabled, Failures = draft.IsEnabled && !known.IsEnabled ? 0 : known.Failures };
        if (!await store.UpdateAsync(changed, Act(by, "saveWebhook", changed.Id, Detail(changed)), cancellationToken))
        {
            return (null, NoWebhook);
        }

        await notices.TellAsync(WebhookDispatch.Topic, "", CancellationToken.None);
        return (new WebhookIssue(changed, null), null);
    }

    /// <summary>Attempts a delivery here and now, even when whoever asked has left, and reads what became of it.</summary>
    private async Task<(WebhookDelivery? Delivery, Failure? Failure)> TriedAsync(string tenant, Guid delivery)
    {
        await sender.SendAsync(tenant, delivery, CancellationToken.None);
        return await store.FindAsync(tenant, delivery, CancellationToken.None) is { } tried ? (tried, null) : (null, NoDelivery);
    }

    private Failure? Wrong(WebhookDraft draft) => true switch
    {
        _ when egress.Read(draft.Url, out var problem) is null => Bad("url", $"The address can't be used: {problem}."),
        _ when draft.Events.Count == 0 => Bad("events", "Say which events it asks for; * for all."),
        _ when draft.Events.FirstOrDefault(type => type != Webhook.Every && !EventTypes.All.Contains(type, StringComparer.Ordinal)) is { } odd =>
            Bad("events", $"There is no event '{(odd.Length > 60 ? odd[..60] : odd)}'. There are: {string.Join(", ", EventTypes.All)}; * for all."),
        _ => null,
    };

    private static string[] Asked(WebhookDraft draft) => [.. draft.Events.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The address's host alone is written down: receivers put tokens into paths.</summary>
    private static object Detail(Webhook webhook) => new { host = new Uri(webhook.Url).Host, events = webhook.Events, enabled = webhook.IsEnabled };

    private AuditAct Act(Caller by, string action, Guid target, object detail, string kind = "webhook")
    {
        var now = time.GetUtcNow();
        return new AuditAct { Id = Guid.CreateVersion7(now), At = now, Tenant = by.Tenant, Actor = $"key:{by.KeyId}", Action = action, Target = $"{kind}:{target:D}", Detail = JsonSerializer.Serialize(detail) };
    }
}
