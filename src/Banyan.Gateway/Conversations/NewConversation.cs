namespace Banyan.Gateway.Conversations;

/// <summary>A conversation to be made.</summary>
/// <param name="Metadata">What its service notes, as a JSON object.</param>
/// <param name="At">Now.</param>
/// <param name="ExpiresAt">When it is erased unless something is said.</param>
public sealed record NewConversation(string Metadata, DateTimeOffset At, DateTimeOffset ExpiresAt);
