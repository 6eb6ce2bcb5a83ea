using Banyan.Intents.Memory;
using Banyan.Intents.Running;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>What stands between a door and the flow of a message.</summary>
internal sealed record FlowGates(ConversationTurns Turns, MessageRate Rate, IConfirmations Confirmations, RunFeed Feed, IConversationStore Store)
{
    /// <summary>Wrong codes that end a confirmation.</summary>
    public int MostTries { get; init; } = 5;
}
