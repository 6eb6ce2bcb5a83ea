namespace Banyan.Gateway.Alerting.Sending;

/// <summary>A delivery this node has taken, with what its attempt needs.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="WebhookId">Where it goes.</param>
/// <param name="EventId">The event.</param>
/// <param name="Claim">Proves that it is still this node's.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
/// <param name="Url">The address.</param>
/// <param name="Secrets">Signing secrets in force, newest first.</param>
/// <param name="Body">What is sent.</param>
public sealed record DueDelivery(Guid Id, string Tenant, Guid WebhookId, Guid EventId, Guid Claim, int Attempt, string Url, IReadOnlyList<string> Secrets, string Body);
