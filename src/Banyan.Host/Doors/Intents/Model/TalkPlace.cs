namespace Banyan.Host.Doors.Intents.Model;

/// <summary>Where a message of an ask belongs.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="MessageId">The message's id in it.</param>
internal sealed record TalkPlace(Guid Conversation, string MessageId);
