namespace Banyan.Intents.Memory;

/// <summary>Whose conversations: the wall nothing crosses.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Subject">The person's id.</param>
public sealed record ConversationOwner(string Tenant, string Subject);
