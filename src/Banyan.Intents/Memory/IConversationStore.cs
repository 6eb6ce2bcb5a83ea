namespace Banyan.Intents.Memory;

/// <summary>Conversations in a database. Every call names tenant and subject, and finds nothing that is not theirs: another person's id reads like one that does not exist.</summary>
public interface IConversationStore
{
    /// <summary>Makes a conversation, or finds the one of the same outside name.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="service">Through which application.</param>
    /// <param name="outsideName">A client's own name for it; null for none.</param>
    /// <param name="expiresAt">When it is erased unless a message comes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Conversation> OpenAsync(ConversationOwner owner, string service, string? outsideName, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>A conversation by id; null when the owner has none of it.</summary>
    Task<Conversation?> FindAsync(ConversationOwner owner, Guid id, CancellationToken cancellationToken);

    /// <summary>The owner's conversations, latest first.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="before">Only those last used before; null for all.</param>
    /// <param name="first">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<Conversation>> ListAsync(ConversationOwner owner, DateTimeOffset? before, int first, CancellationToken cancellationToken);

    /// <summary>Adds a message under the next sequence number, without gaps. Writing the same (client's id, role) twice changes nothing and gives what is stored.</summary>
    /// <returns>Null when the owner has no such conversation.</returns>
    Task<StoredMessage?> AppendAsync(ConversationOwner owner, Guid id, NewMessage message, CancellationToken cancellationToken);

    /// <summary>The last messages, oldest first.</summary>
    Task<IReadOnlyList<StoredMessage>> MessagesAsync(ConversationOwner owner, Guid id, int last, CancellationToken cancellationToken);

    /// <summary>One message by the client's id; null when there is none.</summary>
    Task<StoredMessage?> MessageAsync(ConversationOwner owner, Guid id, string clientMessageId, string role, CancellationToken cancellationToken);

    /// <summary>What is open in a conversation, as JSON; null when nothing is.</summary>
    Task<string?> OpenStateAsync(ConversationOwner owner, Guid id, CancellationToken cancellationToken);

    /// <summary>Keeps what is open and the things spoken of.</summary>
    Task SaveStateAsync(ConversationOwner owner, Guid id, string? openState, IReadOnlyList<KeptEntity> spokenOf, CancellationToken cancellationToken);

    /// <summary>Things spoken of, latest first.</summary>
    Task<IReadOnlyList<KeptEntity>> EntitiesAsync(ConversationOwner owner, Guid id, int most, CancellationToken cancellationToken);

    /// <summary>Erases a conversation with all its text.</summary>
    /// <returns>False when the owner has none of it.</returns>
    Task<bool> EraseAsync(ConversationOwner owner, Guid id, CancellationToken cancellationToken);

    /// <summary>Erases everything a person said and was told.</summary>
    /// <returns>How many conversations went.</returns>
    Task<int> EraseAllAsync(ConversationOwner owner, CancellationToken cancellationToken);

    /// <summary>Erases what has expired, in every tenant.</summary>
    /// <returns>How many conversations went.</returns>
    Task<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
