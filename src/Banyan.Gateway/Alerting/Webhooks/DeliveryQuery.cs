namespace Banyan.Gateway.Alerting.Webhooks;

/// <summary>Which deliveries are read, newest first.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="WebhookId">Of which webhook.</param>
/// <param name="Status">How far they came; null for all.</param>
/// <param name="First">At most how many.</param>
/// <param name="After">The one the page follows; null for the newest.</param>
public sealed record DeliveryQuery(string Tenant, Guid WebhookId, DeliveryStatus? Status, int First, (DateTimeOffset At, Guid Id)? After);
