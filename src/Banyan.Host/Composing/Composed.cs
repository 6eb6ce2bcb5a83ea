using Banyan.Gateway.Conversations;
using Banyan.Wire.Translation;

namespace Banyan.Host.Composing;

/// <summary>What a conversation brings into an exchange, and its turn, which is held until this is disposed.</summary>
/// <param name="Conversation">The conversation; null when there is none.</param>
/// <param name="History">Its history, fitted, with what was just said.</param>
/// <param name="Turn">The turn; null when there is no conversation.</param>
internal sealed record Composed(KeptConversation? Conversation, FittedHistory History, IAsyncDisposable? Turn) : IAsyncDisposable
{
    public static Composed Alone(IReadOnlyList<PlainTurn> turns) => new(null, new FittedHistory(turns, 0, 0, 0), null);

    public ValueTask DisposeAsync() => Turn?.DisposeAsync() ?? ValueTask.CompletedTask;
}
