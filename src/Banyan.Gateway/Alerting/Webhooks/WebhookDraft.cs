namespace Banyan.Gateway.Alerting.Webhooks;

/// <summary>A webhook as somebody wants it.</summary>
/// <param name="Id">Which one is changed; null for a new one.</param>
/// <param name="Url">Where events are posted.</param>
/// <param name="Events">Types it asks for; <c>*</c> for all.</param>
/// <param name="IsEnabled">Whether it is told anything.</param>
public sealed record WebhookDraft(Guid? Id, string Url, IReadOnlyList<string> Events, bool IsEnabled);
