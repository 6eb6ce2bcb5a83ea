using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Conversations.Responses;

/// <summary>Where responses lie that later asks go on from. Every member sees the holder's alone and throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IStoredResponses
{
    /// <summary>Keeps one, and everything it goes on from as long as it.</summary>
    Task AddAsync(ConversationHolder holder, StoredResponse response, CancellationToken cancellationToken);

    /// <summary>Finds one; null when there is none of this id for this holder, or its time is over.</summary>
    Task<StoredResponse?> FindAsync(ConversationHolder holder, string id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Reads one with all it goes on from, the first first; empty when one of them is missing.</summary>
    Task<IReadOnlyList<StoredResponse>> ChainAsync(ConversationHolder holder, string id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Erases one.</summary>
    /// <returns>False when there was none.</returns>
    Task<bool> DeleteAsync(ConversationHolder holder, string id, CancellationToken cancellationToken);

    /// <summary>Erases some, of every tenant, whose time is over.</summary>
    /// <returns>How many were erased.</returns>
    Task<int> ExpireAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);
}
