namespace Banyan.Gateway.Conversations;

/// <summary>What became of messages that were to be added.</summary>
/// <param name="Conversation">The conversation afterwards; null when there is none of this id for this holder.</param>
/// <param name="Messages">The messages as stored, in the order given; empty when none was added.</param>
/// <param name="IsFull">Whether they would have been too many.</param>
public sealed record Appended(KeptConversation? Conversation, IReadOnlyList<KeptMessage> Messages, bool IsFull = false);
