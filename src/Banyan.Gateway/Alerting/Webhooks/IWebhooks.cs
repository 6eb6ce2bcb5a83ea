using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Alerting.Webhooks;

/// <summary>What operators do with webhooks. Changes are written to the audit log with who made them.</summary>
public interface IWebhooks
{
    /// <summary>A tenant's webhooks, oldest first.</summary>
    Task<IReadOnlyList<Webhook>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Makes or changes a webhook.</summary>
    /// <returns>The webhook, with its secret if it is new; or why it was not saved: <c>invalid_request</c>, <c>not_found</c>.</returns>
    Task<(WebhookIssue? Saved, Failure? Failure)> SaveAsync(Caller by, WebhookDraft draft, CancellationToken cancellationToken);

    /// <summary>Gives a webhook another secret; both sign for 24 hours.</summary>
    Task<(WebhookIssue? Saved, Failure? Failure)> RotateAsync(Caller by, Guid id, CancellationToken cancellationToken);

    /// <summary>Takes a webhook away with its log.</summary>
    /// <returns>Why it could not be.</returns>
    Task<Failure?> RemoveAsync(Caller by, Guid id, CancellationToken cancellationToken);

    /// <summary>Sends a test event at once, also to a webhook that is not enabled.</summary>
    /// <returns>The delivery after its first attempt; or why there is none.</returns>
    Task<(WebhookDelivery? Delivery, Failure? Failure)> TestAsync(Caller by, Guid id, CancellationToken cancellationToken);

    /// <summary>Sends a delivery again at once, with the same event id, whatever became of it.</summary>
    /// <returns>The delivery after this attempt; or why there is none.</returns>
    Task<(WebhookDelivery? Delivery, Failure? Failure)> ResendAsync(Caller by, Guid delivery, CancellationToken cancellationToken);

    /// <summary>Deliveries, newest first.</summary>
    Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(DeliveryQuery query, CancellationToken cancellationToken);
}
