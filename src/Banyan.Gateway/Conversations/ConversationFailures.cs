using Banyan.Wire;

namespace Banyan.Gateway.Conversations;

/// <summary>What can go wrong with a conversation, as values.</summary>
public static class ConversationFailures
{
    /// <summary>There is none of this id for this caller.</summary>
    public static Failure NotFound { get; } = new(FailureKind.CallerFault, "not_found", "There is no such conversation.") { Param = "conversationId" };

    /// <summary>It is answering something else, and too many wait or the wait was too long.</summary>
    public static Failure Busy { get; } = new(FailureKind.Busy, "conversation_busy", "The conversation is answering something else; ask again in a moment.") { RetryAfter = TimeSpan.FromSeconds(1), Param = "conversationId" };

    /// <summary>The store is away.</summary>
    public static Failure Away { get; } = new(FailureKind.Busy, "dependency_unavailable", "Conversations can't be reached right now; ask again.") { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>It has as many messages as one may have.</summary>
    /// <param name="most">How many.</param>
    public static Failure Full(int most) => Wrong($"The conversation has its most messages ({most}); begin another one.", "conversationId");

    internal static Failure Wrong(string message, string param) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };
}
