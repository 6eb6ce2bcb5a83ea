namespace Banyan.Intents;

/// <summary>Where somebody stands.</summary>
/// <param name="Tenant">Whose conversation.</param>
/// <param name="Conversation">Which.</param>
/// <param name="Patience">How long it is waited.</param>
/// <param name="Before">Done when the turn has come on this node.</param>
internal sealed record PlaceInLine(string Tenant, Guid Conversation, TimeSpan Patience, Task Before);
