using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>A message of a person.</summary>
/// <param name="Subject">From whom.</param>
/// <param name="Conversation">In which conversation.</param>
/// <param name="ClientMessageId">The client's id of it: the same id is the same message. 1 to 128 characters.</param>
/// <param name="Text">The words. 1 to 4,000 characters.</param>
public sealed record IncomingMessage(Subject Subject, Guid Conversation, string ClientMessageId, string Text)
{
    /// <summary>The one intent that is asked for by name; null when the words are to be planned.</summary>
    public DirectCall? Call { get; init; }

    internal const int MostCharacters = 4000;
    internal const int MostIdCharacters = 128;
}
