using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Webhooks;

/// <summary>Where webhooks and their deliveries are kept; secrets lie there encrypted. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface IWebhookStore
{
    /// <summary>Reads a tenant's webhooks, oldest first.</summary>
    Task<IReadOnlyList<Webhook>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Adds a webhook with its secret, and the act.</summary>
    Task AddAsync(Webhook webhook, string secret, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Writes address, types and whether it is enabled, and the act. One that is enabled again has no failures.</summary>
    /// <returns>False when it was not there.</returns>
    Task<bool> UpdateAsync(Webhook webhook, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Gives it another secret; the one before signs as well until an instant.</summary>
    /// <returns>False when it was not there.</returns>
    Task<bool> RotateAsync(string tenant, Guid id, string secret, string prefix, DateTimeOffset oldUntil, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Takes a webhook away with its deliveries, and writes the act.</summary>
    /// <returns>False when it was not there.</returns>
    Task<bool> RemoveAsync(string tenant, Guid id, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Writes an event down for every webhook of its tenant that asks for its type; twice is once.</summary>
    Task TellAsync(ServiceEvent happened, CancellationToken cancellationToken);

    /// <summary>Writes an event down for one webhook, whatever it asks for.</summary>
    /// <returns>The delivery's id; null when there is no such webhook.</returns>
    Task<Guid?> TellOneAsync(Guid webhook, ServiceEvent happened, CancellationToken cancellationToken);

    /// <summary>Lets a delivery begin anew, with the same event id, and writes the act.</summary>
    /// <returns>False when it was not there.</returns>
    Task<bool> ResendAsync(string tenant, Guid delivery, DateTimeOffset at, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Reads a delivery; null when the tenant has none of this id.</summary>
    Task<WebhookDelivery?> FindAsync(string tenant, Guid delivery, CancellationToken cancellationToken);

    /// <summary>Reads deliveries, newest first.</summary>
    Task<IReadOnlyList<WebhookDelivery>> PageAsync(DeliveryQuery query, CancellationToken cancellationToken);
}
