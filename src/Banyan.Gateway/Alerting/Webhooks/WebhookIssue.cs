namespace Banyan.Gateway.Alerting.Webhooks;

/// <summary>A webhook as it was saved.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">Its signing secret in the clear, for this once: when it was made or rotated; else null.</param>
public sealed record WebhookIssue(Webhook Webhook, string? Secret);
