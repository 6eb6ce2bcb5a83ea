using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Conversations;

/// <summary>Where conversations lie. Every member sees the holder's alone and throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IKeptConversations
{
    /// <summary>Makes one.</summary>
    Task<KeptConversation> CreateAsync(ConversationHolder holder, NewConversation fresh, CancellationToken cancellationToken);

    /// <summary>Finds one; null when there is none of this id for this holder.</summary>
    Task<KeptConversation?> FindAsync(ConversationHolder holder, Guid id, CancellationToken cancellationToken);

    /// <summary>Lists some, the one something was last said in first.</summary>
    /// <param name="holder">Whose.</param>
    /// <param name="after">Those after this place; null for the first.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<KeptConversation>> ListAsync(ConversationHolder holder, ListPlace? after, int first, CancellationToken cancellationToken);

    /// <summary>Reads messages in order; empty when there is no such conversation.</summary>
    /// <param name="holder">Whose.</param>
    /// <param name="id">Which conversation.</param>
    /// <param name="before">Only those with a lower sequence; null for all.</param>
    /// <param name="last">How many at most: the latest of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<KeptMessage>> MessagesAsync(ConversationHolder holder, Guid id, int? before, int last, CancellationToken cancellationToken);

    /// <summary>Adds messages in one transaction, each with the next sequence; one said before under its client id is given back as stored.</summary>
    Task<Appended> AppendAsync(ConversationHolder holder, Guid id, IReadOnlyList<NewMessage> messages, Appending terms, CancellationToken cancellationToken);

    /// <summary>Puts a longer summary in the place of the one that reached to <paramref name="knownUpTo"/>.</summary>
    /// <returns>False when somebody else did so first, or the conversation is gone.</returns>
    Task<bool> SummariseAsync(ConversationHolder holder, Guid id, string summary, int upTo, int knownUpTo, CancellationToken cancellationToken);

    /// <summary>Erases one with its messages.</summary>
    /// <returns>False when there was none.</returns>
    Task<bool> DeleteAsync(ConversationHolder holder, Guid id, CancellationToken cancellationToken);

    /// <summary>Erases conversations, of every tenant, whose time is over.</summary>
    /// <param name="now">Now.</param>
    /// <param name="most">How many at most in one transaction.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were erased.</returns>
    Task<int> ExpireAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);
}
